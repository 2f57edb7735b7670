package dev.lamplighter.window.operate;

import dev.lamplighter.window.journal.Given;
import java.time.Instant;

/** Who says something, and why. A stream that must not end in a second is no time to be asked for a reason. */
record Author(String by, String reason) {
    Author {
        by = by.isBlank() ? "somebody" : oneLine(by);
        reason = reason.isBlank() ? "no reason given" : oneLine(reason);
    }

    Given at(Instant now) {
        return new Given(now, by, reason);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
