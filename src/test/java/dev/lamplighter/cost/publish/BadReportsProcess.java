package dev.lamplighter.cost.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** One round over a folder of reports, in a JVM with little heap. Prints what became of each, a line each. */
final class BadReportsProcess {
    /** Begins the lines that name a month of a table. */
    static final String SHOWN = "shown";

    private BadReportsProcess() {}

    /** With the folder that holds the bucket, and the names of the reports. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String[] names = arguments[1].split(",", -1);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        try (StateDatabase state = StateDatabase.inMemory()) {
            PublishingFixture at = new PublishingFixture(
                    state.dataSource(),
                    new PublishingFixture.Outside(
                            new FileStore(folder.resolve("bucket")),
                            new FileStore(folder.resolve("lake")),
                            clock -> new InProcessConverter(
                                    new ManifestReader(),
                                    new ConversionMeter(clock),
                                    clock,
                                    NumberType.DECIMAL,
                                    96L << 20)),
                    names);
            for (ReportVersion version : at.reports().discover()) {
                out.println(version.reportName() + "\t" + outcome(at, version));
            }
            at.athena.partitions().keySet().forEach(month -> out.println(SHOWN + "\t" + month));
        }
    }

    private static String outcome(PublishingFixture at, ReportVersion version) {
        try {
            return at.publish(version).sentence();
        } catch (ProblemException e) {
            return e.problem().line().replace("\n", "<line break>");
        }
    }
}
