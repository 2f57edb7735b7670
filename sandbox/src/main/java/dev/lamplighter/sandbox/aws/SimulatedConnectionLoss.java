package dev.lamplighter.sandbox.aws;

/** Thrown by a {@link FaultHook}: the connection is closed without an answer. */
public final class SimulatedConnectionLoss extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SimulatedConnectionLoss() {
        super("connection closed without an answer", null, false, false);
    }
}
