package dev.lamplighter.app.command;

import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a made-up report as AWS delivers one, to try the other commands on: {@code lamplighter costs sample}. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description =
                "Writes a made-up report into a folder, as AWS delivers one into a bucket, and says how to convert it.")
public final class CostsSampleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Stands for the bucket; what has the same name there is replaced.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--rows",
            paramLabel = "ROWS",
            description = "Number of line items, at least 100; default ${DEFAULT-VALUE}.",
            defaultValue = "10000")
    private int rows;

    @Option(
            names = "--files",
            paramLabel = "FILES",
            description = "Number of files; default ${DEFAULT-VALUE}.",
            defaultValue = "2")
    private int files;

    @Override
    public Integer call() throws IOException {
        Delivery delivery = CostReportGenerator.deliver(report(), folder);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "bin/lamplighter costs convert --source %s --manifest %s --target file:///var/tmp/table%n",
                folder.toUri(), delivery.manifestKey());
        out.flush();
        return 0;
    }

    private CostReportSpec report() {
        try {
            return CostReportSpec.of("sample", YearMonth.of(2026, 10))
                    .withRows(rows)
                    .withFiles(files);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
