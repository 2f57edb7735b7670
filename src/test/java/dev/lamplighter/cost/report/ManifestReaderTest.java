package dev.lamplighter.cost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ManifestReaderTest {
    private static final String COLUMN = "{\"category\":\"bill\",\"name\":\"InvoiceId\"}";

    private static String manifest(String columns, String key) {
        return "{\"assemblyId\":\"afe8b092-dc87-405a-a0b7-fc743e14adff\",\"account\":\"123456789012\",\"columns\":["
                + columns + "],\"charset\":\"UTF-8\",\"compression\":\"GZIP\",\"contentType\":\"text/csv\","
                + "\"reportId\":\"1fbc\",\"reportName\":\"my-report\",\"bucket\":\"b\",\"reportKeys\":[\"" + key
                + "\"],"
                + "\"billingPeriod\":{\"start\":\"20180501T000000.000Z\",\"end\":\"20180601T000000.000Z\"},"
                + "\"additionalArtifactKeys\":[{\"artifactType\":\"RedshiftCommands\",\"name\":\"x.sql\"}],\"new\":[1]}";
    }

    private static CostReportManifest parsed(String json) throws IOException {
        return new ManifestReader()
                .parse(
                        "s3://b/m",
                        new StoredObject("m", "\"1\"", json.length(), Instant.EPOCH),
                        json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"my-report/a/my-report-1.csv.gz", "/my-report/a.csv.gz", "p//my-report/a b+c=d.csv.gz", "$/{x}"})
    void takesKeysAsTheyAre(String key) throws IOException {
        assertThat(parsed(manifest(COLUMN, key)).reportKeys()).containsExactly(key);
    }

    @Test
    void ignoresFieldsThatAwsMayAdd() throws IOException {
        CostReportManifest manifest = parsed(manifest(COLUMN, "k"));

        assertThat(manifest.columns()).containsExactly(new ReportColumn("bill", "InvoiceId", null));
        assertThat(manifest.billingPeriod().month()).isEqualTo("2018-05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20180501T000000Z", "2018-05-01T00:00:00Z", "2018-05-01T00:00:00.000Z"})
    void takesAPeriodInIso8601(String start) throws IOException {
        String json = manifest(COLUMN, "k").replace("20180501T000000.000Z", start);

        assertThat(parsed(json).billingPeriod().month()).isEqualTo("2018-05");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"end\":5}', 'billingPeriod.start: got nothing, allowed is a string'",
        "null, 'billingPeriod.start: got nothing, allowed is a string'",
        "'{\"start\":null}', 'billingPeriod.start: got null, allowed is a string'",
        "'{\"start\":\"2018-05-32T00:00:00Z\",\"end\":\"\"}', 'billingPeriod: not an instant'"
    })
    void saysWhatAPeriodLacks(String period, String why) {
        String json = manifest(COLUMN, "k").replaceFirst("\\{\"start\"[^}]*}", period);

        assertThatThrownBy(() -> parsed(json)).hasMessageContaining("COST-002  s3://b/m  " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/p/k", "//p/k", "p//k"})
    void refusesAKeyThatIsThereAgainWithOtherSlashes(String again) {
        assertThatThrownBy(() -> parsed(manifest(COLUMN, "p/k\",\"" + again)))
                .hasMessageContaining("a key is listed twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{} {}",
                "{\"entries\":[{\"url\":\"s3://b/k\"}]}",
                "\u0000",
                "{\"assemblyId\":1}",
                "[[[[[[["
            })
    void refusesWhatIsNoManifest(String json) {
        assertThatThrownBy(() -> parsed(json))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-002");
    }

    /** Of Cost Optimization Hub, by its columns in "Data Exports: cost optimization recommendations". */
    @ParameterizedTest
    @ValueSource(strings = {"""
                {"executionId": "x", "columns": [{"name": "account_id"}, {"name": "recommendation_id"},
                 {"name": "estimated_monthly_savings_after_discount"}],
                 "dataFiles": ["s3://b/e/data/date=2026-11-01/e-00001.csv.gz"]}""", """
                {"reportName": "ri", "assemblyId": "a", "columns": [{"category": "", "name": "Account"},
                 {"category": "", "name": "Estimated Monthly Savings"}], "reportKeys": ["cur/ri/ri-1.csv.gz"]}"""})
    void saysThatRecommendationsAreNoCostReport(String json) {
        assertThatThrownBy(() -> parsed(json))
                .hasMessageStartingWith("COST-002  s3://b/m  no cost report: it has no column of costs, but ")
                .hasMessageContaining("cost.report-name");
    }

    @Test
    void takesACostReportWithATagThatSpeaksOfRecommendations() throws Exception {
        String tag = "{\"category\": \"resourceTags\", \"name\": \"user:recommended-by\"}";

        assertThat(parsed(manifest(COLUMN + "," + tag, "k")).columns()).hasSize(2);
    }

    @Test
    void saysThatADeliveryWithoutFilesWouldEmptyTheMonth() {
        String json = manifest(COLUMN, "k").replace("[\"k\"]", "[]");

        assertThatThrownBy(() -> parsed(json))
                .hasMessageContaining(
                        "COST-002  s3://b/m  reportKeys is empty: a delivery that names no files would empty")
                .hasMessageContaining("the month stays as it is");
    }

    @Test
    void hasLimits() {
        String columns = String.join(",", Collections.nCopies(ManifestReader.MAX_COLUMNS + 1, COLUMN));

        assertThatThrownBy(() -> parsed(manifest(columns, "k")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("got 3001 entries, allowed is a list of 1 to 3000");
        assertThatThrownBy(() -> parsed("[".repeat(100_000)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-002");
    }
}
