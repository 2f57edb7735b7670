package dev.lamplighter.cost.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.nio.file.Path;

/** One version in {@code cur-samples} and what independent additions say it holds. */
public record SampleReport(String sample, String manifestKey, String expected) {
    private static final Path SAMPLES = Path.of("src/test/resources/cur-samples");

    public static SampleReport[] all() {
        String february = "cur/hourly/20250201-20250301/";
        return new SampleReport[] {
            version("s1-versions", february, "20250212T031500Z"),
            version("s1-versions", february, "20250301T031500Z"),
            version("s1-versions", february, "20250306T031500Z"),
            version("s1-versions", february, "20250318T031500Z"),
            version("s2-drift", "cur/hourly/20250301-20250401/", "20250401T120312Z"),
            version("s2-drift", "cur/hourly/20250401-20250501/", "20250501T130312Z"),
            new SampleReport(
                    "s3-zip-2018",
                    "cur/hourly/20181201-20190101/hourly-Manifest.json",
                    "expected-20181201-20190101-2b5e50fe-f164-ce57-1b51-acc1812b9e48.json"),
            version("s4-multimember-nasty", "cur/hourly/20250501-20250601/", "20250601T150312Z"),
        };
    }

    private static SampleReport version(String sample, String folder, String assemblyId) {
        String period = folder.substring("cur/hourly/".length(), folder.length() - 1);
        return new SampleReport(
                sample,
                folder + assemblyId + "/hourly-Manifest.json",
                "expected-" + period + "-" + assemblyId + ".json");
    }

    /** Whether the month was invoiced when AWS wrote this version; see the README of the samples. */
    boolean hasInvoices() {
        return expected.contains("20250306T031500Z") || expected.contains("20250318T031500Z");
    }

    FileStore store() {
        return new FileStore(folder());
    }

    /** What stands for the bucket. */
    public Path folder() {
        return SAMPLES.resolve(sample);
    }

    public CostReportManifest manifest() throws IOException {
        return new ManifestReader().read(store(), manifestKey);
    }

    JsonNode expectation() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(SAMPLES.resolve(sample).resolve(expected).toFile());
    }

    @Override
    public String toString() {
        return sample + " " + expected;
    }
}
