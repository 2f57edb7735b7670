package dev.lamplighter.window.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Dates of three years, found by looking at each day by itself. */
final class Dates {
    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final LocalDate LAST = LocalDate.of(2028, 12, 31);

    private Dates() {}

    static List<LocalDate> dates(String... dates) {
        return Stream.of(dates).map(LocalDate::parse).toList();
    }

    static List<LocalDate> where(Predicate<LocalDate> wanted) {
        return FIRST.datesUntil(LAST.plusDays(1)).filter(wanted).toList();
    }

    static boolean is(LocalDate day, int month, int dayOfMonth) {
        return day.getMonthValue() == month && day.getDayOfMonth() == dayOfMonth;
    }

    /** Whether it is the nth of its weekday in a month; from the end if n is negative. */
    static boolean isNth(LocalDate day, int n, DayOfWeek weekday, int month) {
        int of = n > 0 ? (day.getDayOfMonth() - 1) / 7 + 1 : -((day.lengthOfMonth() - day.getDayOfMonth()) / 7 + 1);
        return day.getMonthValue() == month && day.getDayOfWeek() == weekday && of == n;
    }

    /** Whether its week, which begins on the weekday of {@code begin}, is one of every second from that day on. */
    static boolean isInEverySecondWeek(LocalDate day, LocalDate begin) {
        return !day.isBefore(begin) && ChronoUnit.DAYS.between(begin, day) / 7 % 2 == 0;
    }
}
