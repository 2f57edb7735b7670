package dev.lamplighter.window.simulation;

import java.time.Instant;

/** Something that befalls one instance at one instant. */
record Happening(What what, String instance, Instant at) {
    enum What {
        /** Its next start ends in stopped, not in running. */
        NEXT_START_FALLS_BACK,
        /** Its operating system shuts down. */
        SHUTS_DOWN,
        /** A person stops it. */
        STOPPED_BY_A_PERSON,
        /** A person starts it. */
        STARTED_BY_A_PERSON
    }
}
