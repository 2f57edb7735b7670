package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The bytes of both styles, as cur samples of their time have them. */
final class CurReportFormatTest {
    private static final CostReportSpec TODAY =
            CostReportSpec.of("hourly", YearMonth.of(2025, 2)).withRows(3_000);
    private static final CostReportSpec IN_2018 =
            CostReportSpec.of("hourly", YearMonth.of(2018, 12)).withRows(3_000).withFormat(CurReportFormat.OF_2018);

    @Test
    void todaysTextHasLinefeedsJavaDoublesAndMilliseconds() {
        DeliveredReport report = DeliveredReport.of(TODAY);
        List<NamedCsvRecord> lines = report.lines();

        assertThat(report.csv(report.reportKeys().get(0))).doesNotContain("\r").endsWith("\n");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getField("lineItem/UnblendedCost"))
                        .isEqualTo(Double.toString(Double.parseDouble(line.getField("lineItem/UnblendedCost")))));
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line.getField("lineItem/UnblendedCost")).matches("[1-9]\\.[0-9]+E-[0-9]+"));
        assertThat(lines.get(lines.size() - 1).getField("lineItem/UsageEndDate"))
                .isEqualTo("2025-03-01T00:00:00.000Z");
        assertThat(lines.get(lines.size() - 1).getField("identity/TimeInterval"))
                .isEqualTo("2025-02-28T23:00:00Z/2025-03-01T00:00:00Z");
    }

    @Test
    void the2018TextHasCarriageReturnsTenDecimalsAndNoMilliseconds() {
        DeliveredReport report = DeliveredReport.of(IN_2018);
        String text = report.csv(report.reportKeys().get(0));

        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text).endsWith("\r\n").doesNotContain(".000Z");
        assertThat(report.lines())
                .allSatisfy(line ->
                        assertThat(line.getField("lineItem/UsageAmount")).matches("-?[0-9]+\\.[0-9]{10}"));
        assertThat(report.lines())
                .anySatisfy(line -> assertThat(line.getField("identity/TimeInterval"))
                        .isEqualTo("2018-12-01T00:00:00Z/2018-12-31T23:59:59Z"));
    }

    @Test
    void the2018ReportIsOverwrittenInPlaceAsZipsOfOneEntry() throws IOException {
        DeliveredReport report = DeliveredReport.of(IN_2018);

        assertThat(report.delivery().keys())
                .containsExactly(
                        "cur/hourly/20181201-20190101/hourly-1.csv.zip",
                        "cur/hourly/20181201-20190101/hourly-2.csv.zip",
                        "cur/hourly/20181201-20190101/hourly-Manifest.json");
        byte[] bytes = report.bucket().object("cur/hourly/20181201-20190101/hourly-1.csv.zip");
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(zip.getNextEntry()).hasToString("hourly-1.csv");
            zip.readAllBytes();
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void fieldsAreQuotedOnlyWhereTheyMustBe() {
        DeliveredReport report = DeliveredReport.of(TODAY);
        Pattern needless = Pattern.compile("(?:^|,)\"[^\",\\r\\n]*\"(?:,|$)", Pattern.MULTILINE);

        assertThat(needless.matcher(report.csv(report.reportKeys().get(0))).find())
                .isFalse();
        assertThat(report.csv(report.reportKeys().get(0)))
                .contains(",\"Amazon Web Services, Inc.\",")
                .contains("\"Acme \"\"Secure\"\" Firewall, BYOL\"");
    }

    @Test
    void todaysManifestIsTypedAndNamesItsFiles() {
        DeliveredReport report = DeliveredReport.of(TODAY.withOddities(ReportOddities.NONE.withDecoys()));
        JsonNode manifest = report.manifest();

        assertThat(manifest.fieldNames())
                .toIterable()
                .containsExactly(
                        "assemblyId",
                        "account",
                        "columns",
                        "charset",
                        "compression",
                        "contentType",
                        "reportId",
                        "reportName",
                        "billingPeriod",
                        "bucket",
                        "reportKeys",
                        "additionalArtifactKeys");
        assertThat(manifest.at("/billingPeriod"))
                .hasToString("{\"start\":\"20250201T000000.000Z\",\"end\":\"20250301T000000.000Z\"}");
        assertThat(manifest.get("compression").textValue()).isEqualTo("GZIP");
        assertThat(manifest.get("contentType").textValue()).isEqualTo("text/csv");
        assertThat(manifest.get("assemblyId").textValue()).isEqualTo("20250301T031500Z");
        assertThat(manifest.get("reportId").textValue()).matches("[0-9a-f]{64}");
        assertThat(manifest.at("/additionalArtifactKeys/0/artifactType").textValue())
                .isEqualTo("RedshiftCommands");
        assertThat(manifest.at("/columns/0"))
                .hasToString("{\"category\":\"identity\",\"name\":\"LineItemId\",\"type\":\"String\"}");
    }

    @Test
    void manifestTypesFollowTheRule() {
        JsonNode columns = DeliveredReport.of(TODAY).manifest().get("columns");

        assertThat(columns).hasSizeGreaterThanOrEqualTo(150);
        assertThat(type(columns, "identity", "TimeInterval")).isEqualTo("Interval");
        assertThat(type(columns, "bill", "BillingPeriodStartDate")).isEqualTo("DateTime");
        assertThat(type(columns, "lineItem", "UsageEndDate")).isEqualTo("DateTime");
        assertThat(type(columns, "lineItem", "UnblendedCost")).isEqualTo("BigDecimal");
        assertThat(type(columns, "pricing", "publicOnDemandCost")).isEqualTo("BigDecimal");
        assertThat(type(columns, "lineItem", "NormalizedUsageAmount")).isEqualTo("OptionalBigDecimal");
        assertThat(type(columns, "reservation", "UnusedRecurringFee")).isEqualTo("OptionalBigDecimal");
        assertThat(type(columns, "savingsPlan", "SavingsPlanEffectiveCost")).isEqualTo("OptionalBigDecimal");
        assertThat(type(columns, "reservation", "StartTime")).isEqualTo("OptionalString");
        assertThat(type(columns, "savingsPlan", "StartTime")).isEqualTo("String");
        assertThat(type(columns, "lineItem", "UnblendedRate")).isEqualTo("String");
        assertThat(type(columns, "pricing", "publicOnDemandRate")).isEqualTo("String");
        assertThat(type(columns, "reservation", "TotalReservedUnits")).isEqualTo("String");
    }

    @Test
    void the2018ManifestHasNoTypesAndAUuid() {
        JsonNode manifest = DeliveredReport.of(IN_2018).manifest();

        assertThat(manifest.at("/columns/0")).hasToString("{\"category\":\"identity\",\"name\":\"LineItemId\"}");
        assertThat(manifest.get("compression").textValue()).isEqualTo("ZIP");
        String assemblyId = manifest.get("assemblyId").textValue();
        assertThat(UUID.fromString(assemblyId)).hasToString(assemblyId);
        assertThat(UUID.fromString(assemblyId).version()).isEqualTo(4);
    }

    @Test
    void theHeaderOfEveryFileIsTheManifestsColumns() {
        DeliveredReport report = DeliveredReport.of(TODAY.withOddities(ReportOddities.NONE.withDroppedColumns(30)));
        StringBuilder expected = new StringBuilder();
        for (JsonNode column : report.manifest().get("columns")) {
            expected.append(expected.isEmpty() ? "" : ",")
                    .append(column.get("category").textValue())
                    .append('/')
                    .append(column.get("name").textValue());
        }

        assertThat(report.reportKeys())
                .allSatisfy(
                        key -> assertThat(report.csv(key).lines().findFirst()).hasValue(expected.toString()));
        assertThat(report.manifest().get("columns"))
                .hasSize(DeliveredReport.of(TODAY).manifest().get("columns").size() - 30);
    }

    @Test
    void droppedColumnsDifferFromMonthToMonth() {
        ReportOddities drift = ReportOddities.NONE.withDroppedColumns(30);
        CostReportSpec february = TODAY.withOddities(drift);
        CostReportSpec march =
                CostReportSpec.of("hourly", YearMonth.of(2025, 3)).withOddities(drift);

        assertThat(DeliveredReport.of(march).manifest().get("columns"))
                .isNotEqualTo(DeliveredReport.of(february).manifest().get("columns"));
    }

    @Test
    void aFileMayHaveManyGzipMembersCutInTheMiddleOfLines() throws Exception {
        DeliveredReport whole = DeliveredReport.of(TODAY);
        DeliveredReport cut = DeliveredReport.of(TODAY.withOddities(ReportOddities.NONE.withGzipMembers(7)));
        String key = cut.reportKeys().get(0);

        List<String> members = members(cut.bucket().object(key));

        assertThat(members).hasSize(7);
        assertThat(members.subList(0, 6))
                .allSatisfy(member -> assertThat(member).doesNotEndWith("\n"));
        assertThat(String.join("", members)).isEqualTo(whole.csv(key));
    }

    @Test
    void nastyTagsHaveNewlinesQuotesCommasAndCollidingKeys() {
        DeliveredReport report = DeliveredReport.of(TODAY.withOddities(ReportOddities.NONE.withNastyTags()));
        List<NamedCsvRecord> lines = report.lines();

        assertThat(lines)
                .hasSize(3_000)
                .anySatisfy(line -> assertThat(line.getField("resourceTags/user:Project"))
                        .startsWith("line one\nline \"two\", with a comma\r\n"));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.getField("resourceTags/user:Owner")).isEqualTo("Ann \"AJ\" Jones, Zürich");
            assertThat(line.getField("resourceTags/user:owner")).isEqualTo("ann");
        });
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.getField("resourceTags/user:Owner")).isEmpty();
            assertThat(line.getField("resourceTags/user:owner")).isEqualTo("ann");
        });
    }

    /** Member by member after RFC 1952: a header of ten bytes without options, deflated data, a trailer of eight. */
    private static List<String> members(byte[] file) throws DataFormatException {
        List<String> members = new ArrayList<>();
        byte[] text = new byte[1 << 23];
        for (int at = 0; at < file.length; ) {
            assertThat(file).as("flags of the member at " + at).satisfies(gzip(at));
            Inflater inflater = new Inflater(true);
            inflater.setInput(file, at + 10, file.length - at - 10);
            int length = inflater.inflate(text);
            assertThat(inflater.finished()).isTrue();
            members.add(new String(text, 0, length, StandardCharsets.UTF_8));
            at += 10 + (int) inflater.getBytesRead() + 8;
            inflater.end();
        }
        return members;
    }

    private static Consumer<byte[]> gzip(int at) {
        return file -> assertThat(Arrays.copyOfRange(file, at, at + 4)).isEqualTo(new byte[] {0x1f, (byte) 0x8b, 8, 0});
    }

    private static String type(JsonNode columns, String category, String name) {
        for (JsonNode column : columns) {
            if (column.get("category").textValue().equals(category)
                    && column.get("name").textValue().equals(name)) {
                return column.get("type").textValue();
            }
        }
        return "no column " + category + "/" + name;
    }
}
