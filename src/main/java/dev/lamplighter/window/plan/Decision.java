package dev.lamplighter.window.plan;

/** What is to be done for one resource of one window, and why. */
public sealed interface Decision permits InstanceDecision, AddressDecision, CheckDecision {
    String window();

    /** An instance id, an allocation id or the address of a page. */
    String resource();

    Verdict verdict();

    default Action action() {
        return verdict().action();
    }

    default String reason() {
        return verdict().reason();
    }
}
