package dev.lamplighter.window.calendar;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowCode;

/** Something of a calendar that can't be used; whoever reads the file adds the place. */
final class CalendarRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final WindowCode code;
    private final String fix;

    CalendarRefusedException(WindowCode code, String why, String fix) {
        super(why);
        this.code = code;
        this.fix = fix;
    }

    /** Of an event that can't be placed on days. */
    static CalendarRefusedException event(String why) {
        return new CalendarRefusedException(
                WindowCode.CALENDAR_EVENT_UNUSABLE,
                why,
                "correct the event, or write its days as dates: in windows.yaml");
    }

    Problem at(String where, String what) {
        return new Problem(code, where, what, String.valueOf(getMessage()), fix);
    }
}
