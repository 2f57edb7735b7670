package dev.lamplighter.window.forecast;

import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.journal.WindowOverride;
import java.time.Instant;
import java.util.Locale;

/** Writes overrides as sentences. */
public final class OverrideText {
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

    /** {@code web (i-0123456789abcdef0) is held on until 20:00 CST by ann: rehearsal}. */
    public static String held(WindowOverride hold, ZonedTimeText local, InstanceNames names) {
        String[] words = word(hold).split(" by ", 2);
        return names.words(hold.subject()) + " is " + words[0].toLowerCase(Locale.ROOT) + " until "
                + local.moment(hold.until()) + " by " + words[1];
    }

    /** What the override changes from {@code now} on. */
    public static String sentence(
            WindowOverride windowOverride, ZonedTimeText local, InstanceNames names, Instant now) {
        String subject = names.words(windowOverride.subject());
        String from = local.moment(windowOverride.from());
        String until = local.moment(windowOverride.until());
        boolean isOneStart =
                windowOverride.until().toEpochMilli() - windowOverride.from().toEpochMilli() <= 1;
        String what = switch (windowOverride.overrideType()) {
            case OPEN ->
                windowOverride.from().isAfter(now)
                        ? subject + " opens " + local.span(windowOverride.from(), windowOverride.until())
                        : subject + " is open until " + until;
            case EXTEND -> subject + ", open since " + from + ", ends at " + until;
            case CLOSE ->
                windowOverride.until().isBefore(windowOverride.from())
                        ? subject + " does not open at " + from
                        : subject + ", open since " + from + ", is over";
            case SKIP ->
                subject + (isOneStart ? " is skipped at " + from : " is skipped from " + from + " to " + until);
            case UNSKIP ->
                subject + (isOneStart ? " opens again at " + from : " opens again from " + from + " to " + until);
            case HOLD_ON -> subject + " is not stopped before " + until;
            case HOLD_OFF -> subject + " is not started before " + until;
            case RELEASE -> subject + " is no longer held";
        };
        return what + ". " + word(windowOverride) + ".";
    }
}
