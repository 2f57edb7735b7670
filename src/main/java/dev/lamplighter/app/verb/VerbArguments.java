package dev.lamplighter.app.verb;

import java.util.Map;

/** Holds the checked arguments of a call: no required value is missing, and each value is allowed for its argument. */
public final class VerbArguments {
    private final Map<String, String> values;
    private final Caller caller;

    VerbArguments(Map<String, String> values, Caller caller) {
        this.values = values;
        this.caller = caller;
    }

    /** The value; empty if it was not given. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    int count(String name, int otherwise) {
        return text(name).isEmpty() ? otherwise : Integer.parseInt(text(name));
    }

    /** The author for the journal. */
    String author() {
        return caller.named(text("by"));
    }

    /** The reason for the journal, with the login name if another name was given. */
    String reason() {
        String remark = caller.remark(text("by"));
        String reason = text("reason").isBlank() && !remark.isEmpty() ? "no reason given" : text("reason");
        return reason + remark;
    }
}
