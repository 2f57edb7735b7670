package dev.lamplighter.sandbox.cur;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/** Writes the dates of a billing month, UTC, in the style of the report. */
record BillingMonthDates(YearMonth month, ReportStyle style) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    String start() {
        return dateTime(firstHour());
    }

    /** The first instant of the next month. */
    String end() {
        return dateTime(firstHour().plusMonths(1));
    }

    /** The TimeInterval of a line about the whole month; in 2018 it ended a second early. */
    String interval() {
        LocalDateTime end = firstHour().plusMonths(1);
        return interval(firstHour(), style == ReportStyle.OF_2018 ? end.minusSeconds(1) : end);
    }

    /** What a line about a day says; day 0 is the last one of the month before. */
    void putDay(LineDraft line, int day) {
        LocalDateTime start = firstHour().plusDays(day - 1L);
        LocalDateTime end = start.plusDays(1);
        line.text("identity/TimeInterval", interval(start, end))
                .text("lineItem/UsageStartDate", dateTime(start))
                .text("lineItem/UsageEndDate", dateTime(end));
    }

    Hour hour(int index) {
        LocalDateTime start = firstHour().plusHours(index);
        LocalDateTime end = start.plusHours(1);
        return new Hour(index, ascii(interval(start, end)), ascii(dateTime(start)), ascii(dateTime(end)));
    }

    private LocalDateTime firstHour() {
        return month.atDay(1).atStartOfDay();
    }

    private String dateTime(LocalDateTime utc) {
        return SECONDS.format(utc) + style.dateEnd();
    }

    private static String interval(LocalDateTime start, LocalDateTime end) {
        return SECONDS.format(start) + "Z/" + SECONDS.format(end) + "Z";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
