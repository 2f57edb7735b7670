package dev.lamplighter.base.alert;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.SqlExecutor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Raises an alert for everything that is set aside, only once however often the service starts, and clears it when the
 * mistake is corrected. Thread-safe.
 */
public final class SetAsideItemAlerts {
    /** {@link AlertKey#subject()} of all of them; no window, report or query can have this name. */
    public static final String SUBJECT = "set aside";

    /** The longest resource of an alert, in characters; the table has room for 500. */
    private static final int LONGEST = 400;

    private static final Pattern LINE = Pattern.compile("(:\\d+){1,2}$");

    private final SetAside setAside;
    private final AlertSink alerts;
    private List<SetAside.Entry> told = List.of();
    private boolean isTold;

    public SetAsideItemAlerts(SetAside setAside, AlertSink alerts) {
        this.setAside = setAside;
        this.alerts = alerts;
    }

    /**
     * Raises and clears the alerts that have changed since the last call. Must be called when everything has been read, and
     * again after each change.
     */
    public synchronized void tell() {
        List<SetAside.Entry> now = setAside.entries();
        if (isTold && now.equals(told)) {
            return;
        }
        Set<AlertKey> stands = new HashSet<>();
        for (SetAside.Entry entry : now) {
            AlertKey place = placeOf(entry, stands);
            stands.add(place);
            alerts.raise(place, AlertSeverity.ERROR, entry.problem());
        }
        for (String area : SetAside.AREAS) {
            alerts.raised(area).stream()
                    .map(Alert::place)
                    .filter(place -> place.subject().equals(SUBJECT) && !stands.contains(place))
                    .forEach(alerts::clear);
        }
        told = now;
        isTold = true;
    }

    /**
     * The place of the alert for an entry. It stays the same as long as the mistake does, even if lines are added above it.
     */
    private static AlertKey placeOf(SetAside.Entry entry, Set<AlertKey> taken) {
        Problem problem = entry.problem();
        String resource = LINE.matcher(problem.where()).replaceFirst("") + ": " + problem.what();
        String cut = SqlExecutor.cut(resource, LONGEST);
        AlertKey place = new AlertKey(entry.area(), SUBJECT, cut);
        for (int again = 2; taken.contains(place); again++) {
            place = new AlertKey(entry.area(), SUBJECT, cut + " (" + again + ")");
        }
        return place;
    }
}
