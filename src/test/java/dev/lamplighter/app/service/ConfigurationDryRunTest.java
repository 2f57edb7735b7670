package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.HomeProperty;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationDryRunTest {
    private static final String WINDOW = """
        windows:
          - name: sunday
            zone: Europe/Berlin
            when: {cron: "0 10 * * SUN", for: 2h}
            lead: 10m
            grace: 1m
            instance: i-0a1b2c3d4e5f60001
        """;
    private static final String CALL = "        - to:\n            id: ec2-stop.call\n";
    private static final String LOG = "        - log: {id: ec2-stop.mine, message: mine}\n";

    private final Path home;

    ConfigurationDryRunTest(@TempDir Path home) throws IOException {
        this.home = home;
        HomeProperty.copy(home, "routes");
        Files.createDirectories(home.resolve("queries"));
        Files.writeString(home.resolve("windows.yaml"), WINDOW);
        Files.write(
                home.resolve("application.properties"),
                List.of("windows.file=" + home.resolve("windows.yaml"), "panel.type=none"));
    }

    private ConfigurationDryRun.Findings findings() {
        return new ConfigurationDryRun(Configuration.load(new InstallDirectory(home), List.of())).findings();
    }

    private void edit(String from, String to) throws IOException {
        Path file = home.resolve("routes/ec2-stop.camel.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void theShippedRoutesHaveNoStepsToRemarkOn() {
        assertThat(findings().problems()).isEmpty();
        assertThat(findings().remarks()).extracting(Problem::code).doesNotContain("WINDOW-185");
    }

    @Test
    void whatIsRemarkedOnWindowsIsAmongIt() throws IOException {
        Files.writeString(home.resolve("windows.yaml"), WINDOW + """
              - name: soon
                zone: Europe/Berlin
                when: {cron: "5 12 * * SUN", for: 1h}
                lead: 10m
                instance: i-0a1b2c3d4e5f60001
            """);

        assertThat(findings().problems()).isEmpty();
        assertThat(findings().remarks()).extracting(Problem::code).contains("WINDOW-027");
    }

    @Test
    void aStepBeforeTheCallIsRemarkedWhereItMayOutlastTheGrace() throws IOException {
        edit(CALL, LOG + CALL);

        assertThat(findings().problems()).isEmpty();
        assertThat(findings().remarks())
                .extracting(Problem::line)
                .filteredOn(line -> line.startsWith("WINDOW-185"))
                .singleElement()
                .asString()
                .contains("sunday  its machines may run on after its grace of 1 min")
                .contains("windows.stop-step-limit=5m");
    }

    @Test
    void aStepAfterTheCallIsNot() throws IOException {
        edit(CALL + "            uri: direct:ec2-stop-call\n", CALL + "            uri: direct:ec2-stop-call\n" + LOG);

        assertThat(findings().problems()).isEmpty();
        assertThat(findings().remarks()).extracting(Problem::code).doesNotContain("WINDOW-185");
    }
}
