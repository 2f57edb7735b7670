package dev.lamplighter.window.operate;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.window.journal.AuditInfo;
import java.time.Instant;

/** The author of a verb, and the reason. Both may be left out: an operator in a hurry is not asked for them. */
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
