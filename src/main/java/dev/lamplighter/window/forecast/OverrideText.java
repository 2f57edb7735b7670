package dev.lamplighter.window.forecast;

import dev.lamplighter.window.journal.WindowOverride;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes overrides as sentences. */
public final class OverrideText {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss zzz", Locale.ENGLISH);

    private OverrideText() {}

    /** {@code Extended by ann: the service runs late}. */
    public static String word(WindowOverride windowOverride) {
        return switch (windowOverride.overrideType()) {
                    case OPEN -> "Opened ";
                    case EXTEND -> "Extended ";
                    case CLOSE -> "Closed ";
                    case SKIP -> "Skipped ";
                    case UNSKIP -> "No longer skipped ";
                    case HOLD_ON -> "Held on ";
                    case HOLD_OFF -> "Held off ";
                    case RELEASE -> "Released ";
                }
                + windowOverride.auditInfo().words();
    }

    /** What the override changes from now on, with its times in {@code zone}. */
    public static String sentence(WindowOverride windowOverride, ZoneId zone) {
        String subject = windowOverride.subject();
        String from = moment(windowOverride.from(), zone);
        String until = moment(windowOverride.until(), zone);
        String what = switch (windowOverride.overrideType()) {
            case OPEN -> subject + " is open until " + until;
            case EXTEND -> subject + " of " + from + " ends " + until;
            case CLOSE -> subject + " of " + from + " is over";
            case SKIP -> subject + " is skipped from " + from + " to before " + until;
            case UNSKIP -> subject + " opens again from " + from + " to before " + until;
            case HOLD_ON -> subject + " is not stopped before " + until;
            case HOLD_OFF -> subject + " is not started before " + until;
            case RELEASE -> subject + " is no longer held";
        };
        return what + ". " + word(windowOverride) + ".";
    }

    /** {@code Sun 22 Nov 2026 19:00:00 CST (2026-11-23T01:00:00Z)}. */
    public static String moment(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone)) + " (" + instant + ")";
    }
}
