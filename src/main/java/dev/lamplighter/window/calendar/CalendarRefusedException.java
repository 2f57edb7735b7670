package dev.lamplighter.window.calendar;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;

/** Says that a part of a calendar can't be used, and why; the reader of the file adds the place. */
final class CalendarRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final WindowProblemCode code;
    private final String fix;

    CalendarRefusedException(WindowProblemCode code, String why, String fix) {
        super(why);
        this.code = code;
        this.fix = fix;
    }

    /** Makes one for an event whose days can't be determined. */
    static CalendarRefusedException event(String why) {
        return new CalendarRefusedException(
                WindowProblemCode.CALENDAR_EVENT_UNUSABLE,
                why,
                "correct the event, or write its days as dates: in windows.yaml");
    }

    Problem at(String where, String what) {
        return new Problem(code, where, what, String.valueOf(getMessage()), fix);
    }
}
