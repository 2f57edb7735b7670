package dev.lamplighter.sandbox.aws;

/** Has the connection closed without an answer; thrown by a {@link FaultHook}. */
public final class SimulatedConnectionLoss extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SimulatedConnectionLoss() {
        super("connection closed without an answer", null, false, false);
    }
}
