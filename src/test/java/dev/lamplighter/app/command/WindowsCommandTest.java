package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class WindowsCommandTest {
    private static final String GOOD = """
          - name: service
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            instance: i-0123456789abcdef0
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return new CommandLine(new WindowsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String file(String windows) throws IOException {
        return Files.writeString(folder.resolve("windows.yaml"), "windows:\n" + windows)
                .toString();
    }

    @Test
    void planPrintsJsonAndNeedsNeitherHomeNorAws() throws IOException {
        int exit =
                execute("plan", "--file", file(GOOD), "--from", "2026-11-22T00:00:00Z", "--to", "2026-11-30", "--json");

        assertThat(exit).isZero();
        assertThat(out.toString().replaceAll("\\s", ""))
                .isEqualTo(
                        "[{\"window\":\"service\",\"start\":\"2026-11-22T14:30:00Z\",\"end\":\"2026-11-23T01:00:00Z\"},"
                                + "{\"window\":\"service\",\"start\":\"2026-11-29T14:30:00Z\",\"end\":\"2026-11-30T01:00:00Z\"}]");
    }

    @Test
    void aBadWindowIsOneLineOnStandardErrorAndTheOthersArePlanned() throws IOException {
        String file = file(GOOD + GOOD.replace("service", "other").replace("SUN", "SUM"));

        int exit = execute("plan", "--file", file, "--from", "2026-11-22", "--to", "2026-11-23", "--json");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("\"window\":\"service\"").doesNotContain("other");
        assertThat(err.toString().lines()).singleElement().asString().startsWith("WINDOW-014  windows.yaml:8:18");
    }

    @Test
    void aCalendarThatIsNoneIsOneLineAndTheWindowIsPlannedAllTheSame() throws IOException {
        Files.writeString(folder.resolve("holidays.ics"), "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n");
        String file =
                file(GOOD.replace("\"19:00\"", "\"19:00\", except: us") + "calendars: {us: {file: holidays.ics}}\n");

        int exit = execute("validate", "--file", file);

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("service ", ", 08:30 to 19:00 C", "1 window, 1 problem");
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("WINDOW-040  holidays.ics  can't be used: it is a web page");
    }

    @Test
    void aTimeThatIsNoneAndAnEmptySpanAreUsageErrors() throws IOException {
        String file = file(GOOD);

        assertThat(execute("plan", "--file", file, "--from", "soon")).isEqualTo(2);
        assertThat(execute("plan", "--file", file, "--from", "2026-11-23", "--to", "2026-11-22"))
                .isEqualTo(2);
    }

    @Test
    void nextAndValidateSpeakInSentences() throws IOException {
        String file = file(GOOD);

        assertThat(execute("next", "2", "--file", file)).isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("service (opens|is open) .*, 08:30 to 19:00 C[SD]T .*"));
        assertThat(execute("validate", "--file", file)).isZero();
        assertThat(out.toString()).contains("1 window, 0 problems");
    }

    @Test
    void validateNamesTheNextTimeOfEachWindowAndSaysWhichWillNeverOpen() throws IOException {
        String file = file("""
              - {name: often, zone: America/Chicago, when: {cron: "0 * * * *", for: 30m}, lead: 0s, instance: i-0123456789abcdef0}
              - {name: sunday, zone: America/Chicago, when: {days: SUN, opens: "08:30", closes: "12:00"}, instance: i-0123456789abcdef1}
              - {name: christmas, zone: America/Chicago, when: {from: 2025-12-24T16:00, to: 2025-12-24T18:00}, instance: i-0123456789abcdef2}
            """);

        assertThat(execute("validate", "--file", file)).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        often -> assertThat(often).matches("often (opens|is open) .*"),
                        sunday -> assertThat(sunday).matches("sunday (opens|is open) .*"),
                        christmas -> assertThat(christmas).isEqualTo("christmas is over and will never open."),
                        sum -> assertThat(sum).isEqualTo("3 windows, 0 problems"));
    }

    @Test
    void aRouteThatNobodyHasWrittenIsAMistakeAtItsLine() throws IOException {
        String file = file(GOOD + "    preStop: {route: \"direct:nobody-has-written-this\"}\n");

        assertThat(execute("validate", "--file", file)).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("WINDOW-034  windows.yaml:6:22  route \"direct:nobody-has-written-this\": no route");
    }

    @Test
    void aRouteThatIsThereIsNone() throws IOException {
        String file = file(GOOD + "    preStop: {route: \"direct:alert\"}\n");

        assertThat(execute("validate", "--file", file)).isZero();
    }

    @Test
    void importCrontabPrintsAFileThatValidates() throws IOException {
        Path crontab = Files.writeString(folder.resolve("crontab"), """
            30 12 * * 1-5 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            30 15 * * 1-5 aws ec2 stop-instances --instance-ids i-0123456789abcdef0
            """);

        assertThat(execute("import-crontab", crontab.toString(), "--zone", "America/Chicago"))
                .isZero();
        Path written = Files.writeString(folder.resolve("imported.yaml"), out.toString());
        assertThat(execute("validate", "--file", written.toString())).isZero();
    }

    @Test
    void theScriptsOfACrontabAreReadFromTheirFolder() throws IOException {
        Path crontab = Files.writeString(folder.resolve("sundays"), """
            25 8 * * 0 /root/ec2/start-repeater.sh 0
            0 19 * * 0 /root/ec2/stop-repeaters.sh
            """);
        Path packages = Files.createDirectories(folder.resolve("packages"));
        Files.createDirectories(packages.resolve("repeater"));

        assertThat(execute(
                        "import-crontab",
                        crontab.toString(),
                        "--zone",
                        "America/Chicago",
                        "--scripts",
                        "src/test/resources/launch-scripts",
                        "--packages",
                        packages.toString()))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .contains("- {slot: repeater, image: ami-0123456789abcdef0, type: c7i.large")
                .contains("package: \"" + packages.resolve("repeater"));
    }

    @Test
    void whatIsLeftOutOfACrontabIsToldOnceWithItsPlaceAndExitCodeOne() throws IOException {
        Path crontab = Files.writeString(folder.resolve("old-crontab"), """
            30 12 * * 1-5 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            35 12 * * 1-5 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            30 15 * * 1-5 aws ec2 stop-instances --instance-ids i-0123456789abcdef0
            0 22 * * * aws ec2 terminate-instances --instance-ids i-0123456789abcdef1
            """);

        assertThat(execute("import-crontab", crontab.toString(), "--zone", "America/Chicago"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("WINDOW-054  " + crontab + ":4  i-0123456789abcdef1: it is terminated")
                                .contains("; fix: leave this line in cron"),
                        line -> assertThat(line).startsWith("remark: WINDOW-055  " + crontab + ":2  "));
        Path written = Files.writeString(folder.resolve("imported.yaml"), out.toString());
        assertThat(execute("validate", "--file", written.toString())).isZero();
    }

    @Test
    void nextInJsonHasTheMistakesBesideTheOccurrences() throws IOException {
        String file = file(GOOD + GOOD.replace("service", "other").replace("SUN", "SUM"));

        assertThat(execute("next", "3", "--file", file, "--json")).isEqualTo(1);

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("occurrences")).hasSize(3);
        for (JsonNode occurrence : answer.path("occurrences")) {
            OffsetDateTime start = OffsetDateTime.parse(occurrence.path("start").asText());
            ZonedDateTime local = start.atZoneSameInstant(ZoneId.of("America/Chicago"));
            assertThat(local.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
            assertThat(local.toLocalTime()).isEqualTo(LocalTime.of(8, 30));
            assertThat(local.getOffset()).isEqualTo(start.getOffset());
            assertThat(occurrence.path("instances").path(0).path("id").asText()).isEqualTo("i-0123456789abcdef0");
        }
        assertThat(answer.path("problems")).hasSize(1);
        assertThat(answer.path("problems").path(0).path("code").asText()).isEqualTo("WINDOW-014");
        assertThat(err.toString()).startsWith("WINDOW-014");
    }
}
