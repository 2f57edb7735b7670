package dev.lamplighter.app.verb;

import java.util.Map;

/** What a verb was told, looked at before: every value is there if it is needed and is what its argument allows. */
public final class VerbArguments {
    private final Map<String, String> values;
    private final Caller caller;

    VerbArguments(Map<String, String> values, Caller caller) {
        this.values = values;
        this.caller = caller;
    }

    /** Empty if it was not said. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    int count(String name, int otherwise) {
        return text(name).isEmpty() ? otherwise : Integer.parseInt(text(name));
    }

    /** Who says so, for the journal. */
    String author() {
        return caller.named(text("by"));
    }

    /** Why, for the journal, and who it really was if it was said to be another. */
    String reason() {
        String remark = caller.remark(text("by"));
        String reason = text("reason").isBlank() && !remark.isEmpty() ? "no reason given" : text("reason");
        return reason + remark;
    }
}
