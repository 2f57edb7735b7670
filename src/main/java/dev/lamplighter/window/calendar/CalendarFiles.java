package dev.lamplighter.window.calendar;

import dev.lamplighter.base.code.WindowProblemCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads calendar files as far as they can be read. Never throws: a file of another kind, an incomplete file or a missing one
 * gives a problem and no days. Then windows open as if there were no calendar, because a window that stays shut by mistake
 * costs more than one that opens.
 */
public final class CalendarFiles {
    /** The consequence to report if a calendar can't be used. */
    public static final String CONSEQUENCE = ", so that windows open even on its dates";

    /** The largest file, in bytes: a calendar that people have kept for years is smaller. */
    public static final int LARGEST_BYTES = 1 << 20;

    /** The time zone in which a day ends last: a day is over when it is over everywhere. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private CalendarFiles() {}

    /**
     * Reads the content of a file.
     *
     * @param file its name in problems
     */
    public static CalendarReading read(String file, byte[] bytes, boolean isIcs, Instant now) {
        try {
            if (TextLines.isWebPage(bytes)) {
                throw new CalendarRefusedException(
                        WindowProblemCode.CALENDAR_NOT_ONE,
                        "it is a web page, perhaps one to sign in" + CONSEQUENCE,
                        "save the calendar itself, as .ics or .csv");
            }
            if (!TextLines.plain(bytes).hasNext()) {
                throw new CalendarRefusedException(
                        WindowProblemCode.CALENDAR_EMPTY,
                        "it is empty" + CONSEQUENCE,
                        "save the calendar again, or remove it");
            }
            return isIcs ? IcsCalendarReader.read(file, bytes, today(now)) : CsvCalendarReader.read(file, bytes);
        } catch (CalendarRefusedException e) {
            return CalendarReading.refused(e.at(file, "can't be used"));
        }
    }

    /** The date at {@code now} in the zone in which days end last. */
    public static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, LAST_ZONE);
    }
}
