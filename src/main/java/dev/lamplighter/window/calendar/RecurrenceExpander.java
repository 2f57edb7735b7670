package dev.lamplighter.window.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * Computes when repeated events begin, on their own wall clocks. It starts a year before the days that are wanted, because
 * an event may last that long. One instance serves all events of a file, so that the work that a file can cause is limited.
 */
final class RecurrenceExpander {
    /** The most times that are computed for a file: those of 1,500 weekly events, which takes a second or two. */
    private static final int MOST = 1_000_000;

    private static final Set<Freq> OFTEN = Set.of(Freq.HOURLY, Freq.MINUTELY, Freq.SECONDLY);
    private static final Pattern UNTIL = Pattern.compile("(^|;)UNTIL=([^;]*)");

    private final LocalDateTime from;
    private final LocalDateTime to;
    private final IcsZones zones;
    private int reckoned;

    RecurrenceExpander(LocalDate from, LocalDate to, IcsZones zones) {
        this.from = from.minusYears(1).atStartOfDay();
        this.to = to.atStartOfDay();
        this.zones = zones;
    }

    /**
     * When an event begins by a rule, from DTSTART on. Of the times before the wanted days only the last one is returned.
     */
    Set<LocalDateTime> starts(ICalDate start, String text) throws CalendarRefusedException {
        String upper = text.toUpperCase(Locale.ROOT).replaceAll("\\s|;+$", "");
        Matcher until = UNTIL.matcher(upper);
        Predicate<LocalDateTime> isIn = until.find() ? until(start, until.group(2)) : time -> true;
        try {
            return starts(start, rule(until.replaceAll("").replaceAll("^;", "")), isIn);
        } catch (InvalidRecurrenceRuleException
                | RuntimeException e) { // the library throws various exceptions for rules without days
            throw CalendarRefusedException.event("RRULE:" + text + " can't be followed: " + e.getMessage());
        }
    }

    private static RecurrenceRule rule(String text) throws InvalidRecurrenceRuleException, CalendarRefusedException {
        RecurrenceRule rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
        if (OFTEN.contains(rule.getFreq())) {
            throw CalendarRefusedException.event("RRULE:" + text + " repeats it within a day");
        }
        return rule;
    }

    private Set<LocalDateTime> starts(ICalDate start, RecurrenceRule rule, Predicate<LocalDateTime> isIn)
            throws CalendarRefusedException {
        Set<LocalDateTime> found = new TreeSet<>();
        RecurrenceRuleIterator times = rule.iterator(in(start));
        Integer count = rule.getCount();
        int left = count == null ? Integer.MAX_VALUE : count;
        LocalDateTime last = null;
        while (left > 0 && times.hasNext()) {
            LocalDateTime time = out(times.nextDateTime());
            // COUNT includes DTSTART, even if the rule doesn't yield it
            left -= last == null && !time.equals(start.local()) ? 2 : 1;
            if (left < 0 || !isIn.test(time) || time.isAfter(to)) {
                break;
            }
            if (++reckoned > MOST) {
                throw CalendarRefusedException.event("the file's events repeat too often");
            }
            last = time;
            if (!time.isBefore(from)) {
                found.add(time);
            }
        }
        return found.isEmpty() && last != null ? Set.of(last) : found;
    }

    /** Accepts times up to UNTIL, which is included. UNTIL may be a date or in UTC even if DTSTART is neither. */
    private Predicate<LocalDateTime> until(ICalDate start, String text) throws CalendarRefusedException {
        ICalDate until = ICalDate.parse(text, start.zone());
        if (until.form() == ICalDate.Form.DATE || start.form() == ICalDate.Form.DATE) {
            return time -> !time.toLocalDate().isAfter(until.date());
        }
        List<LocalDateTime> ends = zones.onClockOf(start, until);
        LocalDateTime end = ends.stream().max(LocalDateTime::compareTo).orElse(until.local());
        return time -> !time.isAfter(end);
    }

    private static DateTime in(ICalDate time) {
        LocalDateTime at = time.local();
        return time.form() == ICalDate.Form.DATE
                ? new DateTime(at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth())
                : new DateTime(
                        at.getYear(),
                        at.getMonthValue() - 1,
                        at.getDayOfMonth(),
                        at.getHour(),
                        at.getMinute(),
                        at.getSecond());
    }

    private static LocalDateTime out(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
