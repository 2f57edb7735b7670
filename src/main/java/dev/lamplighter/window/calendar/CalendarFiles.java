package dev.lamplighter.window.calendar;

import dev.lamplighter.base.code.WindowCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads files of calendars, whole or as far as they can be read. Never fails: a file of another kind, one that is cut off and
 * one that isn't there are a problem and no days, and a window opens as if there were none, because one that stays shut by
 * mistake costs more than one that opens.
 */
public final class CalendarFiles {
    /** What follows where nothing of a calendar can be used. */
    public static final String CONSEQUENCE = ", so that windows open even on its dates";

    /** Of a calendar that people keep for years. */
    public static final int LARGEST_BYTES = 1 << 20;

    /** The earliest clock that there is, so that only what is over everywhere is over. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    private CalendarFiles() {}

    /**
     * Reads what is in a file.
     *
     * @param file its name in problems
     */
    public static CalendarReading read(String file, byte[] bytes, boolean isIcs, Instant now) {
        try {
            if (TextLines.isWebPage(bytes)) {
                throw new CalendarRefusedException(
                        WindowCode.CALENDAR_NOT_ONE,
                        "it is a web page, perhaps one to sign in" + CONSEQUENCE,
                        "save the calendar itself, as .ics or .csv");
            }
            if (!TextLines.plain(bytes).hasNext()) {
                throw new CalendarRefusedException(
                        WindowCode.CALENDAR_EMPTY,
                        "it is empty" + CONSEQUENCE,
                        "save the calendar again, or remove it");
            }
            return isIcs ? IcsCalendarReader.read(file, bytes, today(now)) : CsvCalendarReader.read(file, bytes);
        } catch (CalendarRefusedException e) {
            return CalendarReading.refused(e.at(file, "can't be used"));
        }
    }

    /** The day of {@code now} where it is earliest. */
    public static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, LAST_ZONE);
    }
}
