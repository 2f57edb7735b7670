package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.query.LogLines;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that another program has rewritten, or whose headers meet: what is told, and what becomes of the values. */
final class OddReportsTest {
    private static final Path REPORTS = Path.of("src/test/resources/cost-reports");
    private static final String OWNERS = "resourceTags/user:Owner,resourceTags/user:owner\n";

    @TempDir
    private Path folder;

    private ReportConversion conversion(NumberType numbers) {
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, numbers, 64L << 20);
    }

    private ConversionSummary convert(Path report) throws Exception {
        FileStore store = new FileStore(report);
        String manifest;
        try (Stream<Path> files = Files.walk(report)) {
            manifest = files.filter(file -> file.toString().endsWith("-Manifest.json"))
                    .map(file -> report.relativize(file).toString())
                    .findFirst()
                    .orElseThrow();
        }
        return conversion(NumberType.DECIMAL).convert(new ManifestReader().read(store, manifest), store, target(), "");
    }

    private FileStore target() {
        return new FileStore(folder.resolve("target"));
    }

    private List<List<Object>> rows(String columns) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            return duck.rows("SELECT " + columns + " FROM '" + folder.resolve("target") + "/**/*.parquet'");
        }
    }

    private List<String> told(String csv, String... headers) throws Exception {
        try (LogLines log = LogLines.of(ReportConversion.class)) {
            WrittenReport report = new WrittenReport(folder.resolve("bucket"), List.of(headers)).file(csv);
            conversion(NumberType.DECIMAL).convert(report.manifest(), report.store(), target(), "");
            return log.lines().stream()
                    .filter(line -> !line.contains("columns merged"))
                    .toList();
        }
    }

    @Test
    void tagsThatDifferOnlyInCaseAreOneColumn() throws Exception {
        assertThat(convert(REPORTS.resolve("tag-case-collision")).rows()).isEqualTo(2);
        assertThat(rows("resource_tags_user_team")).containsExactly(List.of("A"), List.of("b"));
    }

    /** Of six rows two have different values: the second and the last. */
    @Test
    void aValueThatIsLeftOutIsToldOnceWithTheRows() throws Exception {
        List<String> told = told(
                OWNERS + "a,\nb,c\n,d\ne,e\n\"f \"\"x\"\"\",\"f \"\"x\"\"\"\ng,\"h\"\n",
                "resourceTags/user:Owner",
                "resourceTags/user:owner");

        assertThat(told)
                .containsExactly("headers of one column have different values, the first is kept report=small"
                        + " column=resource_tags_user_owner"
                        + " headers=[resourceTags/user:Owner, resourceTags/user:owner] rows=2");
        assertThat(rows("resource_tags_user_owner"))
                .containsExactly(
                        List.of("a"), List.of("b"), List.of("d"), List.of("e"), List.of("f \"x\""), List.of("g"));
    }

    @Test
    void aColumnWithoutANameIsToldByItsNumber() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> convert(REPORTS.resolve("empty-header-name")));

        assertThat(refused.problem().line())
                .startsWith("COST-012  ")
                .contains("r-00001.csv.gz:1  column 18 of 18 has no name: ")
                .doesNotContain("wait");
    }

    @Test
    void aNullInANumberIsToldAsWhatItIs() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> convert(REPORTS.resolve("focus-null")));

        assertThat(refused.problem().line())
                .startsWith("COST-016  ")
                .contains("e-00001.csv.gz:2:4  consumedquantity is not a number: it looks like NULL written as text")
                .doesNotContain("wait");
    }

    @ParameterizedTest
    @CsvSource({
        "DECIMAL, lineItem/UnblendedCost, NULL, COST-016",
        "DECIMAL, lineItem/UnblendedCost, \\N, COST-016",
        "DOUBLE, lineItem/UnblendedCost, null, COST-016",
        "DOUBLE, lineItem/UnblendedCost, \\N, COST-016",
        "DECIMAL, lineItem/UsageStartDate, NULL, COST-017",
    })
    void aNullInEveryTypeIsTold(NumberType numbers, String header, String text, String code) throws Exception {
        WrittenReport report =
                new WrittenReport(folder.resolve("bucket"), List.of(header)).file(header + "\n" + text + "\n");

        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> conversion(numbers).convert(report.manifest(), report.store(), target(), ""));

        assertThat(refused.problem().line()).startsWith(code + "  ").contains("it looks like NULL written as text");
    }

    /** A text may say NULL, as the name of a thing: it is kept, and told. */
    @Test
    void aNullInATextIsKeptAndTold() throws Exception {
        List<String> told = told(
                "lineItem/UnblendedCost,bill/InvoiceId\n1,NULL\n2,\n3,NULL\n4,\\N\n5,NULLS\n",
                "lineItem/UnblendedCost",
                "bill/InvoiceId");

        assertThat(told)
                .containsExactly(
                        "looks like NULL written as text, kept as it is report=small column=bill_invoice_id rows=3");
        assertThat(rows("bill_invoice_id"))
                .containsExactly(List.of("NULL"), List.of(""), List.of("NULL"), List.of("\\N"), List.of("NULLS"));
    }
}
