package dev.lamplighter.window.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What follows from each crontab of {@code crontabs/cases.txt}: windows, read by the service's own reader, and lines told. */
final class CrontabCasesTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final String WEEK = "week ";

    private static String resource(String name) throws IOException {
        try (InputStream in = CrontabCasesTest.class.getResourceAsStream("/crontabs/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** All of them, one after the other. */
    static String crontabs() throws IOException {
        return full(resource("cases.txt"))
                .lines()
                .filter(line -> !line.matches("(week|->|!!|\\?\\?|=|#) .*"))
                .collect(Collectors.joining("\n"));
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return Stream.of(resource("cases.txt").split("\n= ", -1))
                .skip(1)
                .map(one -> DynamicTest.dynamicTest(one.substring(0, one.indexOf('\n')), () -> check(one)));
    }

    private static void check(String text) {
        List<String> lines =
                text.lines().skip(1).filter(line -> !line.isBlank()).toList();
        String week = lines.get(0).startsWith(WEEK) ? lines.get(0).substring(WEEK.length()) : "2027-02-01";
        String crontab = lines.stream()
                .filter(line -> !line.matches("(week|->|!!|\\?\\?) .*"))
                .collect(Collectors.joining("\n"));

        ImportedCrontab imported = imported("old", full(crontab));

        List<String> found = new ArrayList<>(windows(imported, LocalDate.parse(week)));
        places(imported.leftOut()).forEach(place -> found.add("!! " + place));
        places(imported.remarks()).forEach(place -> found.add("?? " + place.replace(" WINDOW-055", "")));
        assertThat(found)
                .as(() -> imported.yaml())
                .isEqualTo(lines.stream()
                        .filter(line -> line.matches("(->|!!|\\?\\?) .*"))
                        .toList());
    }

    private static ImportedCrontab imported(String file, String crontab) {
        return CrontabImport.of(crontab, new CrontabImportContext(file, CHICAGO, true, TODAY));
    }

    /** With calls and ids in the place of what stands for them. */
    private static String full(String text) {
        return text.replace("START", "aws ec2 start-instances --instance-ids")
                .replace("STOP", "aws ec2 stop-instances --instance-ids")
                .replace("ADDRESS", "aws ec2 associate-address")
                .replaceAll("\\bi-(\\d)\\b", "i-0123456789abcde0$1")
                .replaceAll("\\beip-(\\d)\\b", "eipalloc-0123456789abcde0$1")
                .replaceAll("\\beni-(\\d)\\b", "eni-0123456789abcde0$1");
    }

    private static List<String> places(List<Problem> problems) {
        assertThat(problems)
                .doesNotHaveDuplicates()
                .allMatch(problem -> problem.where().startsWith("old:"));
        return problems.stream()
                .map(problem -> problem.where().substring(4) + " " + problem.code())
                .distinct()
                .toList();
    }

    private static List<String> windows(ImportedCrontab imported, LocalDate week) {
        ParsedWindowsFile file =
                ParsedWindowsFile.parse("windows.yaml", imported.yaml(), Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(file.problems()).as(imported.yaml()).isEmpty();
        List<String> words = new ArrayList<>();
        file.windows().forEach(window -> words.addAll(words(window, week)));
        return words;
    }

    private static List<String> words(StreamingWindow window, LocalDate week) {
        ZoneId zone = window.schedule().zone();
        Instant from = week.atStartOfDay(zone).toInstant();
        Instant to = week.plusDays(7).atStartOfDay(zone).toInstant();
        Map<String, String> days = new LinkedHashMap<>();
        window.schedule().occurrences(from, to).stream()
                .filter(occurrence -> !occurrence.start().isBefore(from))
                .forEach(occurrence -> days.merge(
                        window.isGuard()
                                ? String.valueOf(occurrence.start().atZone(zone).toLocalTime())
                                : times(occurrence, zone),
                        occurrence.start().atZone(zone).getDayOfWeek().name().substring(0, 3),
                        (some, more) -> some + "," + more));
        return days.entrySet().stream()
                .map(entry -> (window.isGuard() ? "-> guard " : "-> ")
                        + window.windowResources().instances().stream()
                                .map(id -> "i-" + id.charAt(id.length() - 1))
                                .collect(Collectors.joining(","))
                        + " "
                        + entry.getValue()
                                .replace("MON,TUE,WED,THU,FRI,SAT,SUN", "DAILY")
                                .replace("MON,TUE,WED,THU,FRI", "MON-FRI")
                        + " " + entry.getKey() + rest(window, zone))
                .toList();
    }

    private static String times(Occurrence occurrence, ZoneId zone) {
        ZonedDateTime start = occurrence.start().atZone(zone);
        ZonedDateTime end = occurrence.end().atZone(zone);
        long days = ChronoUnit.DAYS.between(start.toLocalDate(), end.toLocalDate());
        return start.toLocalTime() + "-" + end.toLocalTime() + (days == 0 ? "" : "+" + days);
    }

    private static String rest(StreamingWindow window, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        String region = window.windowResources().accountRegion().region();
        text.append(region == null ? "" : " region " + region);
        text.append(zone.equals(CHICAGO) ? "" : " zone " + zone);
        EndAction endAction = window.windowPolicy().endAction();
        text.append(endAction == EndAction.STOP ? "" : " " + endAction.name().toLowerCase(Locale.ROOT));
        long lead = window.windowTimings().lead().toMinutes();
        text.append(lead == 0 ? "" : " lead " + lead);
        window.windowResources()
                .addresses()
                .forEach(windowAddress -> text.append(" eip-")
                        .append(windowAddress.eip().charAt(windowAddress.eip().length() - 1)));
        return text.toString();
    }

    private static List<String> told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.where() + " " + problem.code())
                .distinct()
                .toList();
    }

    @Test
    void aSystemCrontabWithAUserColumnAndWrappers() throws IOException {
        ImportedCrontab imported = imported("c01", resource("field/c01-sudo-user.cron"));

        assertThat(windows(imported, LocalDate.of(2027, 2, 1)))
                .containsExactly(
                        "-> i-1,i-2,i-3,i-5,i-6,i-7,i-8 MON-FRI 08:00-18:00 region eu-west-1",
                        "-> i-4 MON-FRI 08:00-18:00 region eu-west-1");
        assertThat(told(imported.remarks())).containsExactly("c01:11 WINDOW-055", "c01:17 WINDOW-055");
        assertThat(told(imported.leftOut()))
                .containsExactly("c01:7 WINDOW-052", "c01:13 WINDOW-052", "c01:19 WINDOW-052");
        assertThat(imported.leftOut().get(0).line()).contains("profile streaming", "weekdays-0800", "role:");
        assertThat(imported.leftOut().get(1).line()).contains("profile tv", "weekdays-0800-2");
        assertThat(imported.leftOut().get(2).line()).contains("--network-interface-id");
    }

    @Test
    void patternsThatPeopleHave() throws IOException {
        ImportedCrontab imported = imported("c02", resource("field/c02-patterns.cron"));

        assertThat(windows(imported, LocalDate.of(2027, 7, 5)))
                .containsExactly(
                        "-> i-1 MON,TUE,WED,THU 08:00-18:00",
                        "-> i-1 FRI 08:00-15:00",
                        "-> i-2 MON 08:00-18:00+4",
                        "-> i-3 SUN 08:00-12:30",
                        "-> i-3 SUN 17:00-19:30",
                        "-> i-4 MON-FRI 08:00-20:00",
                        "-> i-7 MON-FRI 08:00-18:00",
                        "-> i-8 SAT 22:00-02:00+1",
                        "-> i-0 DAILY 08:00-18:00",
                        "-> guard i-4 SAT,SUN 20:00",
                        "-> guard i-5,i-6 DAILY 22:00");
        assertThat(windows(imported, LocalDate.of(2026, 12, 21)))
                .contains("-> i-1 THU 14:00-23:00")
                .doesNotContain("-> i-0 DAILY 08:00-18:00");
        assertThat(told(imported.leftOut())).containsExactly("c02:25 WINDOW-051", "c02:26 WINDOW-051");
        assertThat(told(imported.remarks()))
                .containsExactly("c02:13 WINDOW-055", "c02:15 WINDOW-055", "c02:18 WINDOW-055", "c02:20 WINDOW-055");
        assertThat(imported.remarks().get(0).line())
                .contains("stopped on Saturday, Sunday while", "a guard does the same");
        assertThat(imported.yaml()).contains("""
              - name: sat-sun-2000-stop
                guard: {days: "SAT,SUN", at: "20:00"}
                instances: [i-0bbbbbbbbbbbbbbb4]
                then: stop
              - name: daily-2200-stop
                guard: {days: "MON-SUN", at: "22:00"}
                instances: [i-0bbbbbbbbbbbbbbb5, i-0bbbbbbbbbbbbbbb6]
                then: stop
            """.indent(0));
    }

    @Test
    void aZoneAppliesToTheLinesAfterIt() throws IOException {
        ImportedCrontab imported = imported("c04", resource("field/c04-silent.cron"));

        assertThat(windows(imported, LocalDate.of(2027, 2, 1)))
                .containsExactly(
                        "-> i-1 SUN 08:30-12:30 zone America/New_York", "-> i-2 MON 08:30-12:30 zone Europe/Berlin");
        assertThat(imported.leftOut()).isEmpty();
        assertThat(imported.remarks()).isEmpty();
    }

    @Test
    void noConditionBecomesAWindow() throws IOException {
        ImportedCrontab imported = imported("c05", resource("field/c05-every-other-week.cron"));

        assertThat(windows(imported, LocalDate.of(2027, 2, 1)))
                .containsExactly(
                        "-> i-7 THU 09:30-12:00",
                        "-> guard i-3 SUN 12:00",
                        "-> guard i-4 MON 12:00",
                        "-> guard i-5 TUE 12:00",
                        "-> guard i-6 WED 12:30");
        assertThat(told(imported.leftOut()))
                .containsExactly("c05:2 WINDOW-051", "c05:4 WINDOW-051", "c05:6 WINDOW-051", "c05:8 WINDOW-051");
    }

    @Test
    void aWindowForEachRegionAndProfile() throws IOException {
        ImportedCrontab imported = imported("c06", resource("field/c06-two-accounts.cron"));

        assertThat(windows(imported, LocalDate.of(2027, 2, 1)))
                .containsExactly(
                        "-> i-1 SUN 08:00-12:00 region us-east-1",
                        "-> i-2 SUN 08:00-12:00 region us-west-2",
                        "-> i-3 SUN 08:00-12:00 region eu-west-1");
        assertThat(told(imported.leftOut())).containsExactly("c06:3 WINDOW-052", "c06:5 WINDOW-052");
    }

    @Test
    void noSecretOfACrontabIsToldOrWritten() {
        ImportedCrontab imported = imported("old", full("""
                AWS_ACCESS_KEY_ID=AKIAEXAMPLE0000001
                AWS_SECRET_ACCESS_KEY=verysecret
                0 8 * * 1 START i-1
                0 9 * * 1 AWS_SECRET_ACCESS_KEY=verysecret /opt/stop.sh
                0 9 * * 1 STOP i-1
                0 9 * * 2 ec2-stop-instances -O AKIAEXAMPLE0000002 -W verysecret i-2 | cat
                """));

        assertThat(imported.leftOut()).hasSize(3);
        assertThat(imported.yaml()).contains("key").doesNotContain("verysecret", "AKIAEXAMPLE");
    }
}
