package dev.lamplighter.window.journal;

/**
 * Counts how often an occurrence has tried to start an instance, beside the state of its claim.
 *
 * @param starts starts that EC2 accepted
 * @param refusals starts and changes of the type that EC2 has refused, or that had no effect, since it last ran
 * @param refusal why the last of these failed; empty if it isn't known, or none failed
 * @param types the position in the list of types to try: 0 is its own, then come the alternates, then it starts over
 */
public record InstanceStartAttempts(ClaimPhase claimPhase, int starts, int refusals, String refusal, int types) {
    private static final String NO_ANSWER = "no answer";

    public static final InstanceStartAttempts NAMED = new InstanceStartAttempts(ClaimPhase.NAMED, 0, 0, "", 0);
    public static final InstanceStartAttempts RELEASED = NAMED.as(ClaimPhase.RELEASED);

    public InstanceStartAttempts as(ClaimPhase next) {
        return next == claimPhase ? this : new InstanceStartAttempts(next, starts, refusals, refusal, types);
    }

    /** The claim when another start is about to be requested. */
    public InstanceStartAttempts starting() {
        return new InstanceStartAttempts(ClaimPhase.STARTING, starts + 1, refusals, "", types);
    }

    /** The start that was about to be requested was refused; whether it happened all the same is seen at the next pass. */
    public InstanceStartAttempts notStarted(String code, boolean nextType) {
        return new InstanceStartAttempts(claimPhase, starts - 1, refusals, "", types).refused(code, nextType);
    }

    /** The start that was about to be requested was never sent, as its process ended before. */
    public InstanceStartAttempts unsent() {
        return new InstanceStartAttempts(claimPhase, starts - 1, refusals, refusal, types);
    }

    /** The claim once the instance was seen running: earlier refusals no longer count. */
    public InstanceStartAttempts running() {
        return claimPhase == ClaimPhase.HELD && refusals == 0
                ? this
                : new InstanceStartAttempts(ClaimPhase.HELD, starts, 0, "", types);
    }

    /** The claim of an instance that runs although the service didn't start it; this counts as a start. */
    public InstanceStartAttempts adopted() {
        return starts > 0 ? this : new InstanceStartAttempts(claimPhase, 1, refusals, refusal, types);
    }

    /**
     * EC2 refused, or the instance fell back to stopped.
     *
     * @param code of the error or of the StateReason; empty for no answer
     * @param nextType whether another type is to be tried
     */
    public InstanceStartAttempts refused(String code, boolean nextType) {
        return new InstanceStartAttempts(
                claimPhase, starts, refusals + 1, code.isEmpty() ? NO_ANSWER : code, nextType ? types + 1 : types);
    }
}
