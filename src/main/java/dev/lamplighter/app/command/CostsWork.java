package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.CostsAccess;
import dev.lamplighter.app.service.Home;
import dev.lamplighter.base.StandardError;
import dev.lamplighter.cost.parquet.ConversionMXBean;
import dev.lamplighter.cost.query.CostReportsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands on published months have in common; a mix-in. */
final class CostsWork {
    private static final int DONE = 0;
    private static final int PROBLEMS = 1;
    private static final Pattern PROBLEM = Pattern.compile("[A-Z]+-\\d{3} {2}.*");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    /** Prints the lines; the exit code is 1 when one of them is a problem. */
    int print(Work work) throws IOException {
        return printLines(costs -> work.on(costs.reports()));
    }

    /** The same for work that converts: how far it is goes to standard error. */
    int printWatched(Work work) throws IOException {
        return printLines(costs -> {
            try (ProgressDisplay shown = progress(costs.conversion())) {
                shown.draw();
                return work.on(costs.reports());
            }
        });
    }

    private ProgressDisplay progress(ConversionMXBean conversion) {
        PrintWriter err = spec.commandLine().getErr();
        return StandardError.isTerminal()
                ? ProgressDisplay.redrawing(err, conversion::getProgress)
                : ProgressDisplay.plain(err, conversion::getProgress);
    }

    private int printLines(Access access) throws IOException {
        List<String> lines;
        try (CostsAccess costs = CostsAccess.open(Configuration.load(Home.find(), properties))) {
            lines = access.lines(costs);
        } catch (RuntimeException e) {
            lines = List.of(problem(e));
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        lines.forEach(line -> (isProblem(line) ? err : out).println(line));
        out.flush();
        err.flush();
        return lines.stream().anyMatch(CostsWork::isProblem) ? PROBLEMS : DONE;
    }

    /** A refusal says it all, also when it comes from another process; anything else goes on to whoever reports it. */
    private static String problem(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!isProblem(message)) {
            throw failure;
        }
        return message;
    }

    private static boolean isProblem(String line) {
        return PROBLEM.matcher(line).matches();
    }

    /** One command's part. */
    @FunctionalInterface
    interface Work {
        List<String> on(CostReportsMXBean reports) throws IOException;
    }

    private interface Access {
        List<String> lines(CostsAccess costs) throws IOException;
    }
}
