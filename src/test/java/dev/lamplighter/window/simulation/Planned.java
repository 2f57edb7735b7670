package dev.lamplighter.window.simulation;

import java.time.Instant;

/** One occurrence as the wall clock says it has to be, found without the schedules under test. */
record Planned(SimulatedWindow window, Instant start, Instant end) {
    Instant leadFrom() {
        return start.minus(window.lead());
    }

    @Override
    public String toString() {
        return window.name() + " of " + start;
    }
}
