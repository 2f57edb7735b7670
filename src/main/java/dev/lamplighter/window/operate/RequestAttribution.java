package dev.lamplighter.window.operate;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.window.journal.AuditInfo;
import java.time.Instant;

/** Holds the author of a verb, and the reason. Both may be empty, so that an operator in a hurry can leave them out. */
record RequestAttribution(String by, String reason) {
    RequestAttribution {
        by = by.isBlank() ? "somebody" : oneLine(by);
        reason = reason.isBlank() ? "no reason given" : oneLine(reason);
    }

    AuditInfo at(Instant now) {
        return new AuditInfo(now, by, reason);
    }

    private static String oneLine(String text) {
        return VisibleText.of(text).strip();
    }
}
