package dev.lamplighter.cost.worker;

import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.ReportConversion;
import dev.lamplighter.cost.parquet.schema.NumberType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Holds the settings of the process that converts.
 *
 * @param memoryBytes the heap that may be in use while converting
 * @param heapMegabytes its largest heap
 * @param freeMegabytes the free memory that the machine must have; else the version waits
 * @param region as configured; empty if the SDK is to find one
 * @param folder for the files that a crash of the JVM leaves
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
