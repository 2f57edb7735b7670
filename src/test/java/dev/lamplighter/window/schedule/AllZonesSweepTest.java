package dev.lamplighter.window.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every zone of the JDK, ten years, three dozen window shapes: every occurrence is compared with what a scan of the wall clock
 * minute by minute says. The first disagreement names zone, shape and date.
 */
final class AllZonesSweepTest {
    private static final Logger LOG = LoggerFactory.getLogger(AllZonesSweepTest.class);
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2034, 12, 31);
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> SUNDAY = EnumSet.of(DayOfWeek.SUNDAY);
    private static final Set<DayOfWeek> SATURDAY = EnumSet.of(DayOfWeek.SATURDAY);

    private static final List<Shape> SHAPES = List.of(
            weekly(WEEKDAYS, "12:30", "15:30"),
            weekly(SUNDAY, "08:25", "19:00"),
            weekly(EVERY_DAY, "00:30", "02:30"),
            weekly(SUNDAY, "00:30", "02:30"),
            weekly(EVERY_DAY, "01:30", "03:30"),
            weekly(EVERY_DAY, "00:00", "06:00"),
            weekly(EVERY_DAY, "22:00", "23:30"),
            weekly(EVERY_DAY, "02:10", "02:40"),
            weekly(EVERY_DAY, "02:00", "03:00"),
            weekly(EVERY_DAY, "01:00", "02:00"),
            weekly(EVERY_DAY, "01:10", "01:40"),
            weekly(EVERY_DAY, "23:30", "00:30"),
            weekly(SATURDAY, "22:00", "02:30"),
            weekly(SATURDAY, "23:59", "00:00"),
            weekly(SUNDAY, "00:00", "00:01"),
            weekly(EVERY_DAY, "20:00", "07:59"),
            weekly(WEEKDAYS, "00:00", "00:00"),
            weekly(SUNDAY, "02:30", "02:29"),
            crontab(SUNDAY, "8:30", "30 8 * * 0", "PT10H30M"),
            crontab(WEEKDAYS, "2:30", "30 2 * * 1-5", "PT3H"),
            crontab(SUNDAY, "1:30", "30 1 * * 7", "PT45M"),
            crontab(EVERY_DAY, "0:0", "0 0 * * *", "PT26H"),
            crontab(EVERY_DAY, "3:0", "0 3 * * *", "PT1S"),
            crontab(SATURDAY, "23:45", "45 23 * * SAT", "PT2H"),
            overDays(DayOfWeek.FRIDAY, "18:00", DayOfWeek.MONDAY, "08:00", 3),
            overDays(DayOfWeek.SATURDAY, "02:30", DayOfWeek.SUNDAY, "02:30", 1),
            overDays(DayOfWeek.MONDAY, "08:00", DayOfWeek.FRIDAY, "18:00", 4),
            overDays(DayOfWeek.SUNDAY, "01:30", DayOfWeek.SUNDAY, "01:15", 7),
            overDays(DayOfWeek.SUNDAY, "00:15", DayOfWeek.SUNDAY, "03:00", 0),
            overDays(DayOfWeek.SATURDAY, "00:00", DayOfWeek.MONDAY, "00:00", 2),
            on(
                    "first SUN",
                    days(OpeningDays.ALL_MONTHS, new MonthlyWeekday(1, DayOfWeek.SUNDAY)),
                    day -> day.getDayOfWeek() == DayOfWeek.SUNDAY && day.getDayOfMonth() <= 7,
                    "01:30",
                    "12:00"),
            on(
                    "second SUN",
                    days(OpeningDays.ALL_MONTHS, new MonthlyWeekday(2, DayOfWeek.SUNDAY)),
                    day -> day.getDayOfWeek() == DayOfWeek.SUNDAY
                            && day.getDayOfMonth() >= 8
                            && day.getDayOfMonth() <= 14,
                    "02:30",
                    "03:30"),
            on(
                    "last SUN",
                    days(OpeningDays.ALL_MONTHS, new MonthlyWeekday(MonthlyWeekday.LAST, DayOfWeek.SUNDAY)),
                    day -> day.getDayOfWeek() == DayOfWeek.SUNDAY && day.getDayOfMonth() + 7 > day.lengthOfMonth(),
                    "00:30",
                    "02:15"),
            on(
                    "third WED, fourth SAT, FRI in JUN, OCT",
                    days(
                            Set.of(Month.JUNE, Month.OCTOBER),
                            new MonthlyWeekday(3, DayOfWeek.WEDNESDAY),
                            new MonthlyWeekday(4, DayOfWeek.SATURDAY),
                            MonthlyWeekday.every(DayOfWeek.FRIDAY)),
                    AllZonesSweepTest::isInJuneOrOctober,
                    "22:00",
                    "02:30"),
            on(
                    "every 2 weeks from 2025-03-09",
                    everyWeeks(2, "2025-03-09", DayOfWeek.SUNDAY),
                    day -> day.toEpochDay() >= 20156 && (day.toEpochDay() - 20156) % 14 == 0,
                    "02:30",
                    "11:00"),
            on(
                    "every 3 weeks from 2025-01-01",
                    everyWeeks(3, "2025-01-01", DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                    // 2025-01-01 is day 20089, a Wednesday: the Saturday is three, the Sunday four days later
                    day -> (day.toEpochDay() - 20089) % 21 == 3 || (day.toEpochDay() - 20089) % 21 == 4,
                    "23:30",
                    "01:30"),
            allDay(EVERY_DAY),
            allDay(SUNDAY));

    @Test
    void everyOccurrenceInEveryZoneIsWhereTheWallClockSaysItIs() {
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        AtomicLong occurrences = new AtomicLong();
        long begun = System.nanoTime();

        Map<ZoneRules, List<ZoneId>> byRules =
                zones.stream().map(ZoneId::of).collect(Collectors.groupingBy(ZoneId::getRules));
        Optional<String> disagreement = byRules.values().parallelStream()
                .flatMap(alike -> disagreement(alike, AllZonesSweepTest::found, occurrences).stream())
                .findAny();

        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        LOG.info(
                "zones={} shapes={} occurrences={} millis={}",
                zones.size(),
                SHAPES.size(),
                occurrences,
                taken.toMillis());
        assertThat(disagreement).isEmpty();
        assertThat(zones).hasSizeGreaterThan(500);
    }

    private static boolean isInJuneOrOctober(LocalDate day) {
        boolean isMonth = day.getMonthValue() == 6 || day.getMonthValue() == 10;
        int number = (day.getDayOfMonth() - 1) / 7 + 1;
        return isMonth
                && switch (day.getDayOfWeek()) {
                    case WEDNESDAY -> number == 3;
                    case SATURDAY -> number == 4;
                    case FRIDAY -> true;
                    default -> false;
                };
    }

    @Test
    void theScanItselfSeesAChangeOfTheClocks() {
        WallClockScan scan = new WallClockScan(ZoneId.of("America/New_York"), FIRST, LAST);

        assertThat(scan.firstShowing(LocalDateTime.parse("2026-03-08T02:30"))).isEqualTo("2026-03-08T07:00:00Z");
        assertThat(scan.lastShowing(LocalDateTime.parse("2026-03-08T02:30"))).isEqualTo("2026-03-08T07:00:00Z");
        assertThat(scan.firstShowing(LocalDateTime.parse("2026-11-01T01:30"))).isEqualTo("2026-11-01T05:30:00Z");
        assertThat(scan.lastShowing(LocalDateTime.parse("2026-11-01T01:30"))).isEqualTo("2026-11-01T06:30:00Z");
        assertThat(scan.firstShowing(LocalDateTime.parse("2026-07-01T01:30"))).isEqualTo("2026-07-01T05:30:00Z");
    }

    @Test
    void theSweepObjectsToASchedulerThatLeavesOutWhatTheClocksJumpOver() {
        Finder leavingOut = (shape, zone, from, to) -> found(shape, zone, from, to).stream()
                .filter(occurrence -> !isGapEnd(occurrence.start(), zone))
                .toList();

        assertThat(disagreement(List.of(ZoneId.of("Europe/Berlin")), leavingOut, new AtomicLong()))
                .get(InstanceOfAssertFactories.STRING)
                .contains("Europe/Berlin", "the wall clock says");
    }

    @Test
    void theSweepObjectsToASchedulerThatClosesAtTheFirstPass() {
        Finder hasty = (shape, zone, from, to) -> found(shape, zone, from, to).stream()
                .map(occurrence -> new Occurrence(occurrence.start(), firstPass(occurrence, zone)))
                .toList();

        assertThat(disagreement(List.of(ZoneId.of("America/New_York")), hasty, new AtomicLong()))
                .isPresent();
    }

    private static boolean isGapEnd(Instant instant, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().previousTransition(instant.plusNanos(1));
        return transition != null
                && transition.isGap()
                && transition.getInstant().equals(instant);
    }

    /** The end as java.time finds it by itself: the earlier offset where there are two. */
    private static Instant firstPass(Occurrence occurrence, ZoneId zone) {
        Instant first =
                occurrence.end().atZone(zone).toLocalDateTime().atZone(zone).toInstant();
        return first.isAfter(occurrence.start()) ? first : occurrence.end();
    }

    private static List<Occurrence> found(Shape shape, ZoneId zone, Instant from, Instant to) {
        return shape.schedule(zone).occurrences(from, to);
    }

    /** Where occurrences come from. */
    @FunctionalInterface
    private interface Finder {
        List<Occurrence> occurrences(Shape shape, ZoneId zone, Instant from, Instant to);
    }

    /** Zones with the same rules need only one scan; the schedules are asked for each. */
    private static Optional<String> disagreement(List<ZoneId> alike, Finder finder, AtomicLong count) {
        WallClockScan scan = new WallClockScan(alike.get(0), FIRST, LAST);
        for (Shape shape : SHAPES) {
            List<Occurrence> expected = shape.expected(scan);
            Instant from = expected.get(0).start();
            Instant to = expected.get(expected.size() - 1).start().plusSeconds(1);
            for (ZoneId zone : alike) {
                List<Occurrence> found = finder.occurrences(shape, zone, from, to).stream()
                        .filter(occurrence -> !occurrence.start().isBefore(from))
                        .toList();
                count.addAndGet(found.size());
                if (!found.equals(expected)) {
                    return Optional.of(zone + " " + shape.text() + ": " + firstDifference(found, expected));
                }
            }
        }
        return Optional.empty();
    }

    private static String firstDifference(List<Occurrence> found, List<Occurrence> expected) {
        int i = 0;
        while (i < Math.min(found.size(), expected.size()) && found.get(i).equals(expected.get(i))) {
            i++;
        }
        Object is = i < found.size() ? found.get(i) : "nothing";
        Object ought = i < expected.size() ? expected.get(i) : "nothing";
        return "found " + is + ", the wall clock says " + ought;
    }

    private static Shape weekly(Set<DayOfWeek> days, String opens, String closes) {
        LocalTime from = LocalTime.parse(opens);
        LocalTime to = LocalTime.parse(closes);
        return new Shape(
                days + " " + opens + " " + closes,
                day -> days.contains(day.getDayOfWeek()),
                from,
                End.at(day -> (to.isAfter(from) ? day : day.plusDays(1)).atTime(to)),
                zone -> new WeeklySchedule(days, from, to, zone));
    }

    private static Shape crontab(Set<DayOfWeek> days, String fires, String line, String length) {
        String[] time = fires.split(":", 2);
        return new Shape(
                line + " " + length,
                day -> days.contains(day.getDayOfWeek()),
                LocalTime.of(Integer.parseInt(time[0]), Integer.parseInt(time[1])),
                End.after(Duration.parse(length)),
                zone -> new CrontabSchedule(CronExpression.parse(line), Duration.parse(length), zone));
    }

    /** Open for several days, {@code days} of them from the day that it opens on to the day that it closes on. */
    private static Shape overDays(DayOfWeek day, String opens, DayOfWeek closingDay, String closes, int days) {
        OpeningHours hours =
                new OpeningHours.Until(LocalTime.parse(opens), LocalTime.parse(closes), Optional.of(closingDay));
        return new Shape(
                day + " " + opens + " to " + closingDay + " " + closes,
                date -> date.getDayOfWeek() == day,
                LocalTime.parse(opens),
                End.at(date -> date.plusDays(days).atTime(LocalTime.parse(closes))),
                zone -> new RecurringSchedule(
                        new OpeningDays(Set.of(MonthlyWeekday.every(day)), OpeningDays.ALL_MONTHS, Optional.empty()),
                        hours,
                        zone));
    }

    /** {@code isDay} says by calendar arithmetic what {@code days} say in words. */
    private static Shape on(String words, OpeningDays days, Predicate<LocalDate> isDay, String opens, String closes) {
        LocalTime from = LocalTime.parse(opens);
        LocalTime to = LocalTime.parse(closes);
        return new Shape(
                words + " " + opens + " " + closes,
                isDay,
                from,
                End.at(day -> (to.isAfter(from) ? day : day.plusDays(1)).atTime(to)),
                zone -> new RecurringSchedule(days, new OpeningHours.Until(from, to, Optional.empty()), zone));
    }

    private static Shape allDay(Set<DayOfWeek> days) {
        Set<MonthlyWeekday> weekdays = days.stream().map(MonthlyWeekday::every).collect(Collectors.toSet());
        return new Shape(
                days + " all day",
                day -> days.contains(day.getDayOfWeek()),
                LocalTime.MIDNIGHT,
                End.NEXT_DAY,
                zone -> new RecurringSchedule(
                        new OpeningDays(weekdays, OpeningDays.ALL_MONTHS, Optional.empty()),
                        new OpeningHours.WholeDay(),
                        zone));
    }

    private static OpeningDays days(Set<Month> months, MonthlyWeekday... weekdays) {
        return new OpeningDays(Set.of(weekdays), months, Optional.empty());
    }

    private static OpeningDays everyWeeks(int weeks, String from, DayOfWeek... days) {
        return new OpeningDays(
                Stream.of(days).map(MonthlyWeekday::every).collect(Collectors.toSet()),
                OpeningDays.ALL_MONTHS,
                Optional.of(new WeekInterval(weeks, LocalDate.parse(from))));
    }

    /** When an occurrence ends: at a time of the wall clock, after a length of time, or as the next day begins. */
    private record End(
            @Nullable Function<LocalDate, LocalDateTime> closes,
            @Nullable Duration length) {
        static final End NEXT_DAY = new End(null, null);

        static End at(Function<LocalDate, LocalDateTime> closes) {
            return new End(closes, null);
        }

        static End after(Duration length) {
            return new End(null, length);
        }
    }

    /**
     * A window.
     *
     * @param isDay whether it opens on a day
     */
    private record Shape(
            String text, Predicate<LocalDate> isDay, LocalTime opens, End end, Function<ZoneId, Schedule> made) {
        Schedule schedule(ZoneId zone) {
            return made.apply(zone);
        }

        /** Two that a jump of the clocks makes start together are one, the longer. */
        List<Occurrence> expected(WallClockScan scan) {
            List<Occurrence> expected = new ArrayList<>();
            Instant previous = Instant.MIN;
            for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
                if (isDay.test(day)) {
                    Occurrence next = expected(day, scan);
                    if (next.start().equals(previous)) {
                        Occurrence other = expected.remove(expected.size() - 1);
                        next = other.end().isAfter(next.end()) ? other : next;
                    }
                    expected.add(next);
                    previous = next.start();
                }
            }
            return expected;
        }

        private Occurrence expected(LocalDate day, WallClockScan scan) {
            LocalDateTime start = day.atTime(opens);
            Instant first = scan.firstShowing(start);
            if (end.length() != null) {
                return new Occurrence(first, first.plus(end.length()));
            }
            if (end.closes() == null) {
                return new Occurrence(first, scan.firstShowing(day.plusDays(1).atStartOfDay()));
            }
            LocalDateTime closes = end.closes().apply(day);
            Instant last = scan.lastShowing(closes);
            return new Occurrence(first, last.isAfter(first) ? last : first.plus(Duration.between(start, closes)));
        }
    }
}
