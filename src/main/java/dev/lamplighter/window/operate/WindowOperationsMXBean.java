package dev.lamplighter.window.operate;

import dev.lamplighter.window.WindowsMXBean;
import java.util.List;

/**
 * Offers all verbs of the windows in JMX. Each operation answers in lines; a refusal is an exception whose message is the
 * problem's line, and nothing has happened then. Lengths are written {@code 30m} or {@code 2h}. Those with {@code by} and
 * {@code reason} are written into the journal before they take effect; {@code dryRun} only says what they would do.
 */
public interface WindowOperationsMXBean extends WindowsMXBean {
    /** Alerts that are raised, one line each. */
    List<String> getAlerts();

    /** The occurrences that come next, those under way first. */
    List<String> next(int count);

    /** The same as an object of JSON; see docs/reference/json.md. */
    String nextJson(int count);

    /** How far the resources of the occurrences under way are, as an object of JSON; see docs/reference/json.md. */
    String stepsJson();

    /** Every occurrence that overlaps a time; ISO, empty for now and for a fortnight later. */
    List<String> plan(String from, String to);

    /** The occurrences of {@link #plan} as a JSON array of {@code window}, {@code start}, {@code end}. */
    String planJson(String from, String to);

    /** The windows, the holds, what is set aside and the alerts now. */
    List<String> status();

    /** Which window or hold keeps an instance on, or who stopped it. */
    List<String> why(String instance);

    /** The same as an object of JSON; see docs/reference/json.md. */
    String whyJson(String instance);

    /** Hours on, saved, late and overrun of a month such as {@code 2026-11}. */
    List<String> report(String month);

    /** The same as an object of JSON; see docs/reference/json.md. */
    String reportJson(String month);

    /** Instances that were launched and that no window knows any more. */
    List<String> orphans();

    /** Asks EC2 by DryRun whether it would launch what the windows declare. */
    List<String> validateLaunches();

    /** Terminates an instance that {@link #orphans} lists. */
    List<String> terminateOrphan(String instance, String by, String reason, boolean dryRun);

    /** Reads windows.yaml again and reports what is wrong with it. */
    List<String> validate();

    /** Converts a crontab to a windows.yaml with the same effect; an empty zone is this machine's. */
    List<String> importCrontab(String crontab, String zone);

    /**
     * Opens a window beside its schedule: for a length of time from now, or at a time to come as in {@code sunday 10:00}, then
     * for that length or, if it is empty, for as long as its next occurrence lasts.
     */
    List<String> open(String window, String length, String at, String by, String reason, boolean dryRun);

    /** Ends the occurrence under way later. */
    List<String> extend(String window, String length, String by, String reason, boolean dryRun);

    /** Closes the open occurrence of a window now. */
    List<String> close(String window, String by, String reason, boolean dryRun);

    /** Skips the next occurrence ({@code next}), or those that begin on a date. */
    List<String> skip(String window, String which, String by, String reason, boolean dryRun);

    /** Takes a skip back. */
    List<String> unskip(String window, String which, String by, String reason, boolean dryRun);

    /** Keeps an instance from being stopped, or from being started, whichever would change its state. */
    List<String> hold(String instance, String until, String by, String reason, boolean dryRun);

    /** Ends a hold. */
    List<String> release(String instance, String by, String reason, boolean dryRun);
}
