package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CostsConvertCommandTest {
    private static final String SAMPLE = Path.of("src/test/resources/cur-samples/s1-versions")
            .toAbsolutePath()
            .toUri()
            .toString();
    private static final String MANIFEST = "cur/hourly/20250201-20250301/hourly-Manifest.json";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new CostsConvertCommand(() -> {
                    throw new IllegalStateException("files need no S3");
                }))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private int convert(String source, String manifest) {
        return run(
                "--source",
                source,
                "--manifest",
                manifest,
                "--target",
                folder.toUri().toString(),
                "--json");
    }

    @Test
    void endsWithOneLineOfJson() throws Exception {
        assertThat(convert(SAMPLE, MANIFEST)).as(err::toString).isZero();

        assertThat(out.toString()).endsWith("\n").hasLineCount(1);
        JsonNode line = JsonMapper.builder().build().readTree(out.toString());
        assertThat(line.get("report").asText()).isEqualTo("hourly");
        assertThat(line.get("billingPeriod").asText()).isEqualTo("2025-02");
        assertThat(line.get("assemblyId").asText()).isEqualTo("20250318T031500Z");
        assertThat(line.get("rows").asLong()).isEqualTo(6001);
        assertThat(line.get("files").asInt()).isEqualTo(2);
        assertThat(line.get("totals").get("line_item_unblended_cost").asText()).isEqualTo("9367.9354931498");
        assertThat(line.get("totals").get("reservation_unused_quantity").asText())
                .isEqualTo("0");
        assertThat(line.get("outputs")).hasSize(2);
        assertThat(Path.of(java.net.URI.create(line.get("outputs").get(0).asText())))
                .exists();
        assertThat(line.get("elapsedMs").asLong()).isPositive();
        assertThat(err.toString()).hasLineCount(2).contains("file 1 of 2  rows=3001  ");
    }

    @Test
    void refusesInputInOneLineWithExitCodeOne() throws Exception {
        Files.writeString(folder.resolve("m.json"), "{}");

        assertThat(convert(folder.toUri().toString(), "m.json")).isEqualTo(1);

        assertThat(err.toString()).startsWith("COST-002  ").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhenThereIsNoManifest() {
        assertThat(convert(SAMPLE, "cur/none-Manifest.json")).isEqualTo(1);

        assertThat(err.toString()).startsWith("COST-001  ").hasLineCount(1);
    }

    @Test
    void namesTheFileThatAStoreFailedAt() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));

        assertThat(run("--source", SAMPLE, "--manifest", MANIFEST, "--target", file.toUri() + "/x"))
                .isEqualTo(1);

        assertThat(err.toString())
                .startsWith("COST-007  " + file)
                .contains("  Not a directory: reading or writing there failed; fix: ")
                .hasLineCount(1);
    }

    @Test
    void refusesWrongOptionsWithExitCodeTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(convert("ftp://x", MANIFEST)).isEqualTo(2);

        assertThat(err.toString()).contains("URI must be s3://bucket/prefix or file:///folder, got ftp://x");
    }
}
