package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service as a process of its own, with EC2 out of reach and a panel drawn in letters. */
final class PanelAtExitIT {
    private static final String LIT = "? . .";
    private static final String DARK = ". . .";

    @TempDir
    Path folder;

    @Test
    void isDarkAfterSigterm() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Files.writeString(
                folder.resolve("pixels.json"),
                "{\"pixels\":[{\"instance\":\"i-0\",\"x\":0,\"y\":0,\"sources\":[\"\"]}]}");
        Process service = start(output);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> lines(output).contains(LIT));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(output).contains("LIGHT-004"));
            assertThat(lines(output)).doesNotContain(DARK);

            service.destroy();

            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lines(output).stream().filter(line -> line.equals(LIT) || line.equals(DARK)))
                    .last()
                    .isEqualTo(DARK);
        } finally {
            service.destroyForcibly();
        }
    }

    /** Each class costs memory for as long as the service runs. */
    @Test
    void loadsNoClassThatCostsOrACommandLineAloneNeedWhileCostsAreOff() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process service = start(output);
        try {
            await().atMost(Duration.ofMinutes(6))
                    .until(() -> Files.readString(output).contains("started routes="));
            await().atMost(Duration.ofMinutes(6))
                    .until(() -> Files.readString(output).contains("LIGHT-004"));
            service.destroy();
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            service.destroyForcibly();
        }
        List<String> loaded = Files.readAllLines(folder.resolve("classes.txt")).stream()
                .map(line -> line.split(" ", 2)[0])
                .toList();
        assertThat(loaded)
                .contains(
                        "software.amazon.awssdk.services.ec2.DefaultEc2Client",
                        "dev.lamplighter.app.feature.CostsFeature");
        assertThat(loaded)
                .noneMatch(
                        name -> name.matches(
                                "(software\\.amazon\\.awssdk\\.services\\.(s3|athena|sqs|glue)\\.|picocli\\.CommandLine\\$Model).*"));
    }

    private Process start(Path output) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder service = new ProcessBuilder(
                        java,
                        "-Xmx96m",
                        "-Xlog:class+load:file=" + folder.resolve("classes.txt") + ":none:filecount=0",
                        "-Dlamplighter.home=" + Path.of("").toAbsolutePath(),
                        "-Dstate.folder=" + folder.resolve("state"),
                        "-Dpanel.pixels-file=" + folder.resolve("pixels.json"),
                        "-Dpanel.type=terminal",
                        "-Dpanel.size=3x1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.lamplighter.app.Lamplighter",
                        "run")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        service.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        service.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "nobody",
                        "AWS_SECRET_ACCESS_KEY", "nobody",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        return service.start();
    }

    /** Without the legend beside the panel. */
    private static List<String> lines(Path output) throws IOException {
        return Files.readAllLines(output).stream()
                .map(line -> line.length() > LIT.length() ? line.substring(0, LIT.length()) : line)
                .toList();
    }
}
