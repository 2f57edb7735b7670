package dev.lamplighter.window.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.RecurringSchedule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The calls of imported windows are those of the crontab, minute by minute over two years, in zones that change their clocks
 * by an hour, by half of one, at midnight, in the south, and never. A crontab's calls are those that find something to do: a
 * start of what is off, a stop of what is on, an address once after a start (compared where there is one instance, so that it is
 * known whose it is). Every moment of a guard is one at which cron stops the instance, and every stop of cron that finds it off
 * is a moment of a guard, or told; but not what comes shortly after another stop.
 */
final class RandomCrontabsTest {
    /** {@code -Dlamplighter.crontabs=20} for more. */
    private static final int PER_ZONE = Integer.getInteger("lamplighter.crontabs", 4);

    private static final int MIXED = 150;
    private static final String SIGNS = "'\"$(){}[]`|&;<>%\\ \t\n#@*/-,=~!?\u00e9\u0007\ue000";
    private static final List<String> ZONES =
            List.of("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu");
    /** A year more than is compared, after which it is known what is on. */
    private static final LocalDateTime FROM = LocalDateTime.of(2026, 3, 1, 0, 0);

    private static final LocalDateTime COMPARED = LocalDateTime.of(2027, 3, 1, 0, 0);
    private static final LocalDateTime TO = LocalDateTime.of(2029, 3, 1, 0, 0);

    private int overDays;
    private int guards;

    @Test
    void windowsCallWhatTheCrontabCalls() {
        int whole = 0;
        overDays = 0;
        guards = 0;
        for (String name : ZONES) {
            ZoneId zone = ZoneId.of(name);
            WallClockMinutes clock = new WallClockMinutes(zone, FROM, TO);
            for (int i = 0; i < PER_ZONE; i++) {
                long seed = name.hashCode() * 1000L + i;
                whole += check(new RandomCrontab(seed, name), clock, zone, seed) ? 1 : 0;
            }
        }
        assertThat(whole).as("crontabs of which every call is compared").isGreaterThan(ZONES.size() * PER_ZONE / 3);
        assertThat(guards).as("moments of guards").isGreaterThan(50 * PER_ZONE);
        assertThat(overDays).as("windows that are open for days").isGreaterThan(ZONES.size() * PER_ZONE / 10);
    }

    /** Whether nothing of it was left out but stops of what is off. */
    private boolean check(RandomCrontab crontab, WallClockMinutes clock, ZoneId zone, long seed) {
        ImportedCrontab imported = CrontabImport.of(
                crontab.text(), new CrontabImportContext("old", ZoneId.of("UTC"), false, LocalDate.of(2026, 11, 27)));
        Set<String> ofWindows = ofWindows(imported, clock, zone);
        Set<String> ofCron = ofCron(crontab, clock, zone);
        Set<String> inPart = partlyLeftOut(imported.leftOut());
        String why = "seed " + seed + "\n" + crontab.text() + imported.yaml();
        boolean single = crontab.calls().stream()
                        .filter(call -> call.verb().equals("start"))
                        .count()
                == 1;
        assertThat(ofWindows.stream()
                        .filter(call -> single || !call.contains("associate"))
                        .filter(call -> !ofCron.contains(call))
                        .sorted())
                .as("not cron's, " + why)
                .isEmpty();
        assertThat(ofCron.stream()
                        .filter(call -> inPart.stream().noneMatch(call::endsWith))
                        .filter(call -> (single && inPart.isEmpty()) || !call.contains("associate"))
                        .filter(call -> !ofWindows.contains(call))
                        .sorted())
                .as("lost, " + why)
                .isEmpty();
        checkGuards(imported, crontab, clock, zone, why);
        assertThat(imported.leftOut())
                .as(why)
                .allMatch(problem -> problem.code().matches("WINDOW-05[34]")
                        || problem.line().contains("all its addresses on at once"));
        return inPart.isEmpty() && !ofWindows.isEmpty();
    }

    private void checkGuards(
            ImportedCrontab imported, RandomCrontab crontab, WallClockMinutes clock, ZoneId zone, String why) {
        Set<String> ofGuards = new HashSet<>();
        ParsedWindowsFile file =
                ParsedWindowsFile.parse("windows.yaml", imported.yaml(), Instant.parse("2026-11-27T00:00:00Z"));
        file.windows().stream()
                .filter(StreamingWindow::isGuard)
                .forEach(guard -> guard.schedule()
                        .occurrences(
                                COMPARED.atZone(zone).toInstant(),
                                TO.atZone(zone).toInstant())
                        .forEach(moment -> guard.windowResources()
                                .instances()
                                .forEach(id -> add(ofGuards, moment.start(), "stop " + id, clock, zone))));
        Set<String> told = imported.leftOut().stream()
                .flatMap(problem -> Stream.of(problem.what().split(", ", -1)))
                .collect(Collectors.toSet());
        guards += ofGuards.size();
        assertThat(ofGuards).as("not cron's, " + why).isSubsetOf(stops(crontab, clock, zone, false));
        assertThat(stops(crontab, clock, zone, true).stream()
                        .filter(call -> told.stream().noneMatch(call::endsWith))
                        .filter(call -> !ofGuards.contains(call)))
                .as("lost, " + why)
                .isEmpty();
    }

    /** All stops of cron, or those that find it off and come more than 15 minutes after another one. */
    private static Set<String> stops(RandomCrontab crontab, WallClockMinutes clock, ZoneId zone, boolean isIdle) {
        Set<String> calls = new HashSet<>();
        Map<String, Boolean> on = new HashMap<>();
        Map<String, LocalDateTime> stopped = new HashMap<>();
        for (int at : clock.at(minutes(crontab))) {
            Instant now = Instant.ofEpochSecond(clock.instant(at) * 60);
            LocalDateTime shown = now.atZone(zone).toLocalDateTime();
            for (RandomCrontab.Call call : crontab.calls()) {
                String id = call.ids().get(0);
                if (!call.fires(clock, at)) {
                    continue;
                }
                if (call.verb().equals("start")) {
                    on.put(id, true);
                } else if (call.verb().equals("stop")) {
                    LocalDateTime before = stopped.put(id, shown);
                    boolean isAgain = before != null && !before.plusMinutes(15).isBefore(shown);
                    boolean wasOn = Boolean.TRUE.equals(on.put(id, false));
                    if (!isIdle || (!wasOn && !isAgain)) {
                        add(calls, now, "stop " + id, clock, zone);
                    }
                }
            }
        }
        return calls;
    }

    private static Set<Integer> minutes(RandomCrontab crontab) {
        Set<Integer> minutes = new TreeSet<>();
        crontab.calls()
                .forEach(call -> call.hours()
                        .forEach(hour -> call.minutes().forEach(minute -> minutes.add(hour * 60 + minute))));
        return minutes;
    }

    private static Set<String> partlyLeftOut(List<Problem> leftOut) {
        return leftOut.stream()
                .filter(problem -> !problem.code().equals("WINDOW-054"))
                .flatMap(problem -> Stream.of(problem.what().split(", ", -1)))
                .collect(Collectors.toSet());
    }

    private Set<String> ofWindows(ImportedCrontab imported, WallClockMinutes clock, ZoneId zone) {
        Instant from = COMPARED.atZone(zone).toInstant();
        Instant to = TO.atZone(zone).toInstant();
        ParsedWindowsFile file =
                ParsedWindowsFile.parse("windows.yaml", imported.yaml(), Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(file.problems()).as(imported.yaml()).isEmpty();
        Set<String> calls = new HashSet<>();
        for (StreamingWindow window : file.windows()) {
            if (window.isGuard()) {
                continue;
            }
            overDays += window.schedule().rule() instanceof RecurringSchedule ? 1 : 0;
            for (Occurrence occurrence : window.schedule().occurrences(from, to)) {
                Instant start = occurrence.start().minus(window.windowTimings().lead());
                for (String id : window.windowResources().instances()) {
                    add(calls, start, "start " + id, clock, zone);
                    add(calls, occurrence.end(), "stop " + id, clock, zone);
                }
                for (WindowAddress windowAddress : window.windowResources().addresses()) {
                    add(calls, occurrence.start(), "associate " + windowAddress.eip(), clock, zone);
                }
            }
        }
        return calls;
    }

    private static void add(Set<String> calls, Instant at, String call, WallClockMinutes clock, ZoneId zone) {
        long minute = at.getEpochSecond() / 60;
        boolean isCompared = !at.isBefore(COMPARED.atZone(zone).toInstant())
                && at.isBefore(TO.minusDays(1).atZone(zone).toInstant());
        if (isCompared && !clock.isNearChange(minute)) {
            calls.add(at.atZone(zone).toLocalDateTime() + " " + call);
        }
    }

    private static Set<String> ofCron(RandomCrontab crontab, WallClockMinutes clock, ZoneId zone) {
        Set<String> calls = new HashSet<>();
        Map<String, Boolean> on = new HashMap<>();
        for (int at : clock.at(minutes(crontab))) {
            for (RandomCrontab.Call call : crontab.calls()) {
                if (call.fires(clock, at)) {
                    String id = call.ids().get(0);
                    boolean finds = switch (call.verb()) {
                        case "start" -> !Boolean.TRUE.equals(on.put(id, true));
                        case "stop" -> Boolean.TRUE.equals(on.put(id, false));
                        default -> on.containsValue(true) && on.put(id, false) == null;
                    };
                    if (finds && call.verb().equals("start")) {
                        on.keySet().removeIf(key -> key.startsWith("eip"));
                    }
                    if (finds) {
                        add(calls, Instant.ofEpochSecond(clock.instant(at) * 60), call.verb() + " " + id, clock, zone);
                    }
                }
            }
        }
        return calls;
    }

    /** Whatever a crontab is cut and mixed to: what is written can be read, and every line that calls EC2 is in it or told. */
    @Test
    void noTextEndsInAnythingButWindowsAndWords() throws IOException {
        Random random = new Random(20261127);
        String text = CrontabCasesTest.crontabs();
        for (int i = 0; i < MIXED; i++) {
            int from = random.nextInt(text.length());
            StringBuilder mixed = new StringBuilder(text.substring(from, Math.min(text.length(), from + 600)));
            for (int changes = random.nextInt(8); changes > 0; changes--) {
                int at = random.nextInt(mixed.length());
                if (random.nextBoolean()) {
                    mixed.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                } else {
                    mixed.deleteCharAt(at);
                }
            }
            ImportedCrontab imported = CrontabImport.of(
                    mixed.toString(),
                    new CrontabImportContext("old", ZoneId.of("UTC"), true, LocalDate.of(2026, 11, 27)));

            assertThat(ParsedWindowsFile.parse("windows.yaml", imported.yaml(), Instant.parse("2026-11-27T00:00:00Z"))
                            .problems())
                    .as(mixed + imported.yaml())
                    .isEmpty();
            List<String> lines = mixed.toString().lines().toList();
            for (int line = 1; line <= lines.size(); line++) {
                if (lines.get(line - 1).matches("(\\d+ ){2}[^#]*start-instances.*")) {
                    assertThat(imported.yaml())
                            .as(mixed + imported.yaml())
                            .containsPattern("# line " + line + ":|old:" + line + "  ");
                }
            }
        }
    }
}
