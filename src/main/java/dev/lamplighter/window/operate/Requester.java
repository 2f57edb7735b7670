package dev.lamplighter.window.operate;

import dev.lamplighter.window.journal.AuditInfo;
import java.time.Instant;

/** Who says something, and why. A stream that must not end in a second is no time to be asked for a reason. */
record Requester(String by, String reason) {
    Requester {
        by = by.isBlank() ? "somebody" : oneLine(by);
        reason = reason.isBlank() ? "no reason given" : oneLine(reason);
    }

    AuditInfo at(Instant now) {
        return new AuditInfo(now, by, reason);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
