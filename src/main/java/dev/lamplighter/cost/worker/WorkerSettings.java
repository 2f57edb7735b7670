package dev.lamplighter.cost.worker;

import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.ReportConversion;
import dev.lamplighter.cost.parquet.schema.NumberType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the process that converts is given.
 *
 * @param memoryBytes of its heap, in use while converting
 * @param heapMegabytes its largest heap
 * @param freeMegabytes that the machine must have, or the version waits
 * @param region as configured; empty for the SDK's own way to find one
 * @param folder for what a crash of the JVM leaves
 */
public record WorkerSettings(
        NumberType numbers,
        LineBreakPolicy lineBreakPolicy,
        long memoryBytes,
        int heapMegabytes,
        int freeMegabytes,
        Optional<String> region,
        Path folder) {
    public static WorkerSettings of(Settings settings) {
        return new WorkerSettings(
                NumberType.of(settings.oneOf("cost.number-type", "decimal", List.of("decimal", "double"))),
                LineBreakPolicy.of(settings.oneOf("cost.text.line-breaks", "refuse", List.of("refuse", "space"))),
                ReportConversion.memoryBytes(settings),
                settings.integer("cost.convert.heap", 166, 16, 65_536),
                settings.integer("cost.convert.free-memory", 200, 0, 65_536),
                settings.optional("aws.region"),
                settings.path("state.folder", "work"));
    }
}
