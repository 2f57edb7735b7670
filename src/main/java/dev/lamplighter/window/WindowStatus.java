package dev.lamplighter.window;

import javax.management.openmbean.CompositeData;

/**
 * Shows a window in JMX. It is a class with getters, because JMX on Java 17 can't read records. Times are ISO 8601 with
 * zone, or empty if there is none.
 */
public final class WindowStatus {
    /** The state of a guard whose next moment lies ahead. */
    public static final String GUARD = "GUARD";

    private final String name;
    private final String state;
    private final String start;
    private final String end;
    private final String lastAction;
    private final String lastProblem;

    WindowStatus(String name, String state, Times times, String lastAction, String lastProblem) {
        this.name = name;
        this.state = state;
        this.start = times.start();
        this.end = times.end();
        this.lastAction = lastAction;
        this.lastProblem = lastProblem;
    }

    /** Makes a status from its JMX form; proxies of MXBeans in another process call this. */
    public static WindowStatus from(CompositeData data) {
        return new WindowStatus(
                (String) data.get("name"),
                (String) data.get("state"),
                new Times((String) data.get("start"), (String) data.get("end")),
                (String) data.get("lastAction"),
                (String) data.get("lastProblem"));
    }

    public String getName() {
        return name;
    }

    /** {@code WAITING}, of a guard {@code GUARD}, or the phase of the occurrence under way. */
    public String getState() {
        return state;
    }

    /** Start of the occurrence under way, else of the next one. */
    public String getStart() {
        return start;
    }

    /** End of the same occurrence. */
    public String getEnd() {
        return end;
    }

    /** The last call and its reason. */
    public String getLastAction() {
        return lastAction;
    }

    public String getLastProblem() {
        return lastProblem;
    }

    /** Start and end, as they are shown. */
    record Times(String start, String end) {
        static final Times NEVER = new Times("", "");
    }
}
