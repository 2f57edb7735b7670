package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.benchmarks.convert.Contender.Role;
import dev.lamplighter.benchmarks.convert.Scenario.Shape;
import dev.lamplighter.benchmarks.convert.Stopwatch.FailedRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole comparison: reports, rounds, tables, verification. */
@Command(
        name = "convert.sh",
        mixinStandardHelpOptions = true,
        description = "Compares the converter with its peers, each as a whole process, and checks what it wrote.")
public final class ConvertComparison implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "5", description = "Runs of everyone in a scenario; ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--rows",
            defaultValue = "0",
            description = "Rows of each file, for trying; else 300,000 of one file, 150,000 of each of eight.")
    private int rows;

    @Option(
            names = "--files",
            split = ",",
            defaultValue = "8,1",
            description = "8 files, 1 file, or both; ${DEFAULT-VALUE}.")
    private List<Integer> files = List.of();

    @Option(names = "--cores", split = ",", description = "Cores that everyone may use; 4,2,1, and 4 for --large.")
    private List<Integer> cores = List.of();

    @Option(names = "--large", description = "Instead, one file of 10 GB text.")
    private boolean large;

    @Option(
            names = "--without",
            split = ",",
            description = "Leave out those whose names begin so, as Arrow or FastCSV; needs no exact case.")
    private List<String> without = List.of();

    private final Folders folders = Folders.ofProperties();

    private ConvertComparison() {}

    /** Exit codes: 0 done, 1 an output is wrong or a run failed, 2 usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ConvertComparison()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, FailedRunException {
        Stopwatch stopwatch = new Stopwatch(folders);
        StringBuilder page = new StringBuilder();
        page.append(Machine.description(stopwatch.cores())).append(".\n");
        double load = Machine.load();
        if (load > 1) {
            page.append(String.format(Locale.ROOT, "**The machine was not quiet: load %.1f at the start.**%n", load));
        }
        System.out.print(page);
        for (Scenario scenario : scenarios(stopwatch.cores())) {
            String table = "\n" + compare(stopwatch, scenario);
            System.out.print(table);
            page.append(table);
            Files.writeString(folders.work().resolve("report.md"), page);
        }
        return 0;
    }

    private String compare(Stopwatch stopwatch, Scenario scenario)
            throws IOException, InterruptedException, SQLException, FailedRunException {
        Report report = scenario.report(Files.createDirectories(folders.work().resolve("reports")));
        List<Contender> all = new Contenders(folders).all();
        Rounds runs = new Rounds(folders, stopwatch, scenario, report);
        String table = Tables.of(runs.run(all.stream().filter(this::takesPart).toList(), rounds));
        Contender duckDb = all.stream()
                .filter(contender -> contender.name().equals(Contenders.DUCKDB))
                .findFirst()
                .orElseThrow();
        Verification verification = new Verification(report, runs.reference(duckDb));
        List<Path> outputs = runs.outputsToVerify();
        for (Path output : outputs) {
            System.err.println("verifying " + output + " ...");
            verification.check(output, folders.work().resolve("spill"));
        }
        String failures = String.join("\n", runs.failures());
        return table + "\n" + (failures.isEmpty() ? "" : failures + "\n\n")
                + "Verified: every output of Lamplighter has exactly the rows of DuckDB's conversion.\n";
    }

    private boolean takesPart(Contender contender) {
        String name = contender.name().toLowerCase(Locale.ROOT);
        return contender.role() == Role.SUBJECT
                || without.stream().noneMatch(left -> name.startsWith(left.toLowerCase(Locale.ROOT)));
    }

    private List<Scenario> scenarios(int available) {
        List<Shape> shapes = large
                ? List.of(Shape.LARGE)
                : files.stream()
                        .map(count -> count == 1 ? Shape.ONE_FILE : Shape.EIGHT_FILES)
                        .toList();
        List<Scenario> scenarios = new ArrayList<>();
        for (Shape shape : shapes) {
            for (int count : cores.isEmpty() ? shape.cores() : cores) {
                if (count <= available) {
                    scenarios.add(Scenario.of(shape, rows, count));
                } else {
                    System.err.println("left out: there are only " + available + " cores, not " + count);
                }
            }
        }
        return scenarios;
    }
}
