package dev.lamplighter.window.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CrontabImportTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Instant FROM = Instant.parse("2026-11-22T06:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-29T06:00:00Z");

    private static final String WEEKDAYS = """
            # the tenants' stream
            30 12 * * 1-5 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            35 12 * * 1-5 aws ec2 associate-address --allocation-id eipalloc-0123456789abcdef0 --network-interface-id eni-0123456789abcdef0
            35 12 * * 1-5 aws ec2 associate-address --allocation-id eipalloc-0123456789abcdef1 --network-interface-id eni-0123456789abcdef1 --private-ip-address 10.0.1.21
            30 15 * * 1-5 aws ec2 stop-instances --instance-ids i-0123456789abcdef0 >> /var/log/stop.log 2>&1
            """;
    private static final String SUNDAY = """
            15 8 * * 0 /usr/local/bin/aws ec2 start-instances --instance-ids i-0123456789abcdef1
            25 8 * * 0 /usr/local/bin/aws ec2 start-instances --instance-ids i-0123456789abcdef2
            0 19 * * 0 /usr/local/bin/aws ec2 stop-instances --instance-ids i-0123456789abcdef1 i-0123456789abcdef2
            """;

    private static ImportedCrontab imported(String crontab) {
        return imported(crontab, CHICAGO, true);
    }

    private static ImportedCrontab imported(String crontab, ZoneId zone, boolean zoneSaid) {
        return CrontabImport.of(crontab, new CrontabImportContext("old", zone, zoneSaid, LocalDate.of(2026, 11, 22)));
    }

    /** What the windows call in the week and when, on the clocks of Chicago. */
    private static List<String> calls(ImportedCrontab imported) {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", imported.yaml(), FROM);
        assertThat(file.problems()).as(imported.yaml()).isEmpty();
        List<String> calls = new ArrayList<>();
        for (StreamingWindow window : file.windows()) {
            for (Occurrence occurrence : window.schedule().occurrences(FROM, TO)) {
                if (window.isGuard()) {
                    window.windowResources()
                            .instances()
                            .forEach(id -> calls.add(at(occurrence.start()) + " guard " + id));
                    continue;
                }
                window.windowResources().instances().forEach(id -> {
                    calls.add(at(occurrence.start().minus(window.windowTimings().lead())) + " start " + id);
                    calls.add(at(occurrence.end()) + " " + window.windowPolicy().endAction() + " " + id);
                });
                window.windowResources()
                        .addresses()
                        .forEach(windowAddress ->
                                calls.add(at(occurrence.start()) + " associate " + windowAddress.eip() + " "
                                        + windowAddress.eni()
                                        + windowAddress
                                                .onPrivateIp()
                                                .map(ip -> " " + ip)
                                                .orElse("")));
            }
        }
        return calls.stream().sorted().toList();
    }

    private static String at(Instant instant) {
        return instant.atZone(CHICAGO).toLocalDateTime().toString();
    }

    @Test
    void theWeekdaySetFallsOnTheSameMinutes() {
        ImportedCrontab imported = imported(WEEKDAYS);

        assertThat(imported.leftOut()).isEmpty();
        assertThat(imported.remarks()).isEmpty();
        assertThat(imported.yaml()).contains("\"30 12 * * 1-5\" is Monday to Friday at 12:30");
        List<String> expected = new ArrayList<>();
        for (int day = 23; day <= 27; day++) {
            String date = "2026-11-" + day;
            expected.add(date + "T12:30 start i-0123456789abcdef0");
            expected.add(date + "T12:35 associate eipalloc-0123456789abcdef0 eni-0123456789abcdef0");
            expected.add(date + "T12:35 associate eipalloc-0123456789abcdef1 eni-0123456789abcdef1 10.0.1.21");
            expected.add(date + "T15:30 STOP i-0123456789abcdef0");
        }
        assertThat(calls(imported)).isEqualTo(expected);
    }

    @Test
    void theSundaySetFallsOnTheSameMinutes() {
        ImportedCrontab imported = imported(SUNDAY);

        assertThat(imported.leftOut()).isEmpty();
        assertThat(imported.remarks()).isEmpty();
        assertThat(calls(imported))
                .containsExactly(
                        "2026-11-22T08:15 start i-0123456789abcdef1",
                        "2026-11-22T08:25 start i-0123456789abcdef2",
                        "2026-11-22T19:00 STOP i-0123456789abcdef1",
                        "2026-11-22T19:00 STOP i-0123456789abcdef2");
    }

    @Test
    void theSundaySetMayStartAssociateAndStop() {
        ImportedCrontab imported = imported("""
                CRON_TZ=America/Chicago
                15 8 * * 7 ec2-start-instances i-0123456789abcdef1
                25 8 * * 7 ec2-associate-address -a eipalloc-0123456789abcdef0 -n eni-0123456789abcdef0
                0 19 * * sun ec2-stop-instances i-0123456789abcdef1
                """, ZoneId.of("UTC"), false);

        assertThat(imported.leftOut()).isEmpty();
        assertThat(imported.remarks()).isEmpty();
        assertThat(calls(imported))
                .containsExactly(
                        "2026-11-22T08:15 start i-0123456789abcdef1",
                        "2026-11-22T08:25 associate eipalloc-0123456789abcdef0 eni-0123456789abcdef0",
                        "2026-11-22T19:00 STOP i-0123456789abcdef1");
    }

    @Test
    void aStopInTheNightBelongsToTheDayBefore() {
        ImportedCrontab imported = imported("""
                0 22 * * 5,6 aws ec2 start-instances --instance-ids i-0123456789abcdef1
                30 2 * * 6,0 aws --region us-west-2 ec2 stop-instances --instance-ids "i-0123456789abcdef1" --hibernate
                """);

        assertThat(imported.leftOut()).isEmpty();
        assertThat(imported.remarks())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .contains("old:1", "that of line 2, us-west-2");
        assertThat(imported.yaml()).contains("region: us-west-2\n");
        assertThat(calls(imported))
                .containsExactly(
                        "2026-11-21T22:00 start i-0123456789abcdef1",
                        "2026-11-22T02:30 HIBERNATE i-0123456789abcdef1",
                        "2026-11-27T22:00 start i-0123456789abcdef1",
                        "2026-11-28T02:30 HIBERNATE i-0123456789abcdef1",
                        "2026-11-28T22:00 start i-0123456789abcdef1",
                        "2026-11-29T02:30 HIBERNATE i-0123456789abcdef1")
                .isSorted();
    }

    @Test
    void whatCannotBeSaidAsAWindowIsAWarningWithItsLine() {
        ImportedCrontab imported = imported("""
                MAILTO=ops@example.com
                */5 * * * * /usr/bin/uptime
                0 8 * * 1 aws ec2 start-instances --instance-ids i-0123456789abcdef1
                0 9 * * 1 aws ec2 associate-address --public-ip 203.0.113.7 --instance-id i-0123456789abcdef1
                0 9 * * 2 aws ec2 stop-instances --instance-ids i-0123456789abcdef2
                0 8 1 * * aws ec2 start-instances --instance-ids i-0123456789abcdef1
                61 8 * * 1 aws ec2 start-instances --instance-ids i-0123456789abcdef1
                @daily aws ec2 start-instances
                """, CHICAGO, false);

        assertThat(imported.leftOut())
                .extracting(problem -> problem.code() + " " + problem.where())
                .containsExactly(
                        "WINDOW-051 old:2",
                        "WINDOW-053 old:3",
                        "WINDOW-052 old:4",
                        "WINDOW-053 old:6",
                        "WINDOW-050 old:7",
                        "WINDOW-052 old:8");
        assertThat(imported.remarks())
                .last()
                .extracting(Problem::line)
                .asString()
                .contains("America/Chicago is this machine's");
        assertThat(calls(imported)).containsExactly("2026-11-24T09:00 guard i-0123456789abcdef2");
    }

    @Test
    void theSameAssociationTwiceIsWrittenOnce() {
        String twice = WEEKDAYS.replace("eipalloc-0123456789abcdef1", "eipalloc-0123456789abcdef0")
                .replace("eni-0123456789abcdef1 --private-ip-address 10.0.1.21", "eni-0123456789abcdef0");

        ImportedCrontab imported = imported(twice);

        assertThat(imported.leftOut()).isEmpty();
        assertThat(imported.remarks())
                .extracting(problem -> problem.code() + " " + problem.where())
                .containsExactly("WINDOW-055 old:4");
        assertThat(calls(imported))
                .filteredOn(call -> call.contains("associate"))
                .hasSize(5);
    }
}
