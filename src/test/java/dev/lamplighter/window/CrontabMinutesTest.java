package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.crontab.CrontabImport;
import dev.lamplighter.window.crontab.CrontabImportContext;
import dev.lamplighter.window.crontab.ImportedCrontab;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A crontab and the windows made of it make the same calls in the same minutes, a change of the clocks included. */
final class CrontabMinutesTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final String FIRST = "eipalloc-0123456789abcdef0";
    private static final String SECOND = "eipalloc-0123456789abcdef1";
    private static final String WEEKDAYS_AND_SUNDAY = """
            30 12 * * 1-5 ec2-start-instances i-0123456789abcdef0
            35 12 * * 1-5 ec2-associate-address -a eipalloc-0123456789abcdef0 -n eni-0123456789abcdef0
            35 12 * * 1-5 ec2-associate-address -a eipalloc-0123456789abcdef1 -n eni-0123456789abcdef0 -p 10.0.1.21
            30 15 * * 1-5 ec2-stop-instances i-0123456789abcdef0
            15 8 * * 0 ec2-start-instances i-0123456789abcdef1
            25 8 * * 0 ec2-associate-address -a eipalloc-0123456789abcdef0 -n eni-0123456789abcdef1
            0 19 * * 0 ec2-stop-instances i-0123456789abcdef1
            """;
    private static final String SUNDAY_IN_TWO_STEPS = """
            15 8 * * 0 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            25 8 * * 7 aws ec2 start-instances --instance-ids i-0123456789abcdef1
            0 19 * * 0 aws ec2 stop-instances --instance-ids i-0123456789abcdef0 i-0123456789abcdef1
            """;
    /** From Thursday to Monday of the week after; the clocks of Chicago go back on the Sunday between. */
    private static final Instant FROM = Instant.parse("2026-10-29T05:00:00Z");

    private static final Instant TO = Instant.parse("2026-11-10T06:00:00Z");

    @Test
    void weekdaysAndSunday() {
        assertThat(calls(WEEKDAYS_AND_SUNDAY, true)).isNotEmpty().isEqualTo(cron(WEEKDAYS_AND_SUNDAY));
    }

    @Test
    void sundayInTwoSteps() {
        assertThat(calls(SUNDAY_IN_TWO_STEPS, true)).isNotEmpty().isEqualTo(cron(SUNDAY_IN_TWO_STEPS));
    }

    /** EC2 keeps an address over a stop; what is in place is not associated again, as EC2 may charge for it. */
    @Test
    void anAddressThatStaysIsAssociatedOnce() {
        String weekdays = WEEKDAYS_AND_SUNDAY.lines().limit(4).reduce("", (text, line) -> text + line + "\n");

        SortedSet<String> calls = calls(weekdays, false);

        assertThat(calls).filteredOn(call -> call.contains("associate")).hasSize(2);
        assertThat(calls)
                .filteredOn(call -> !call.contains("associate"))
                .containsExactlyElementsOf(cron(weekdays).stream()
                        .filter(call -> !call.contains("associate"))
                        .toList());
    }

    /** Minute and call, as the simulated EC2 saw them. */
    private static SortedSet<String> calls(String crontab, boolean addressesComeOff) {
        ImportedCrontab imported = CrontabImport.of(
                crontab, new CrontabImportContext("crontab", CHICAGO, true, LocalDate.of(2026, 10, 29)));
        assertThat(imported.leftOut()).isEmpty();
        SortedSet<String> calls = new TreeSet<>();
        try (Stage stage = new Stage()) {
            stage.clock.set(FROM.toString());
            stage.ec2.address(SECOND);
            stage.ec2.before("StartInstances", id -> calls.add(stage.clock.instant() + " start " + id));
            stage.ec2.before("AssociateAddress", id -> calls.add(stage.clock.instant() + " associate " + id));
            stage.ec2.before("StopInstances", id -> {
                calls.add(stage.clock.instant() + " stop " + id);
                if (addressesComeOff) {
                    stage.ec2.hold(FIRST, null, null);
                    stage.ec2.hold(SECOND, null, null);
                }
            });
            stage.declareFile(imported.yaml());
            stage.restart();
            while (stage.clock.instant().isBefore(TO)) {
                stage.windows.reconcile();
                stage.clock.pass(Duration.ofMinutes(1));
            }
            assertThat(stage.windows.getWindows())
                    .extracting(WindowStatus::getLastProblem)
                    .containsOnly("");
        }
        return calls;
    }

    /** What cron would call: every line is tried in every minute. */
    private static SortedSet<String> cron(String crontab) {
        Pattern line = Pattern.compile("(\\d+) (\\d+) \\* \\* (\\d)(?:-(\\d))? .*(start|associate|stop)-\\S+ (.*)");
        SortedSet<String> calls = new TreeSet<>();
        for (Instant at = FROM; at.isBefore(TO); at = at.plusSeconds(60)) {
            ZonedDateTime local = at.atZone(CHICAGO);
            for (String text : crontab.lines().toList()) {
                Matcher fields = line.matcher(text);
                assertThat(fields.matches()).as(text).isTrue();
                int first = Integer.parseInt(fields.group(3));
                int last = fields.group(4) == null ? first : Integer.parseInt(fields.group(4));
                int day = local.getDayOfWeek().getValue();
                boolean today = (day >= first && day <= last) || (day == 7 && first == 0);
                if (today
                        && local.getMinute() == Integer.parseInt(fields.group(1))
                        && local.getHour() == Integer.parseInt(fields.group(2))) {
                    for (String id : ids(fields.group(6))) {
                        calls.add(at + " " + fields.group(5) + " " + id);
                    }
                }
            }
        }
        return calls;
    }

    private static List<String> ids(String arguments) {
        List<String> ids = new ArrayList<>();
        Matcher id = Pattern.compile("\\b(i|eipalloc)-\\w+").matcher(arguments);
        while (id.find()) {
            ids.add(id.group());
        }
        return ids;
    }
}
