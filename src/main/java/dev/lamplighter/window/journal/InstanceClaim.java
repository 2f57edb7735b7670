package dev.lamplighter.window.journal;

/**
 * A claim and how often the occurrence has tried to start the instance.
 *
 * @param starts starts requested by the occurrence so far
 */
public record InstanceClaim(Claim claim, int starts) {
    public static final InstanceClaim NAMED = new InstanceClaim(Claim.NAMED, 0);

    public InstanceClaim as(Claim next) {
        return next == claim ? this : new InstanceClaim(next, starts);
    }

    /** One more start is about to be requested. */
    public InstanceClaim starting() {
        return new InstanceClaim(Claim.STARTING, starts + 1);
    }
}
