package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.HomeProperty;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command beside a service of its own process, which polls nobody and shows a dark panel of 4x2. */
@SuppressWarnings("NullAway.Init") // the service is started before all tests
final class PanelSnapshotIT {
    @TempDir
    private static Path home;

    private static Process service;

    private final CommandRun command = new CommandRun();

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @BeforeAll
    static void startAService() throws IOException {
        Path settings = home.resolve("application.properties");
        Files.copy(Path.of("application.properties"), settings, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of("windows.yaml"), home.resolve("windows.yaml"));
        Files.createDirectories(home.resolve("routes"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Dlamplighter.home=" + home,
                "-Daws.region=eu-west-1",
                "-Dpanel.type=none",
                "-Dpanel.size=4x2",
                "dev.lamplighter.app.Lamplighter",
                "run");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        service = builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("service.log").toFile())
                .start();
    }

    @BeforeEach
    void goToTheServicesHome() {
        property.set(home);
    }

    @AfterAll
    static void stopTheService() throws InterruptedException {
        service.destroy();
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // What systemd is told is a success.
        assertThat(service.exitValue()).isEqualTo(143);
    }

    @Test
    void saysThatNoServiceRunsFromAnotherFolder() throws IOException {
        Path other = Files.createDirectories(home.resolve("other"));
        Files.copy(Path.of("application.properties"), other.resolve("application.properties"));
        property.set(other);
        assertThat(command.run("panel", "snapshot", home.resolve("panel.png").toString()))
                .isEqualTo(1);
        assertThat(command.err()).hasLineCount(1).startsWith("LIGHT-032  ").contains("no service runs with this state");
    }

    @Test
    void asksTheServiceThatRunsFromTheSameFolder() throws IOException {
        Path picture = home.resolve("panel.png");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(command.run("panel", "snapshot", picture.toString()))
                        .as(command::err)
                        .isZero());

        assertThat(command.out())
                .startsWith(picture + "  panel none 4x2, 0 instances, ")
                .hasLineCount(1);
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isGreaterThanOrEqualTo(4 * 104);
        assertThat(image.getHeight()).isGreaterThanOrEqualTo(2 * 60);
        assertThat(home.resolve("panel.png.txt"))
                .content()
                .startsWith("A panel of 4 by 2 lights, ")
                .contains("panel none 4x2, 0 instances, ");
        assertThat(command.run("panel", "snapshot", picture.toString(), "--pid", Long.toString(service.pid())))
                .isZero();
    }
}
