package dev.lamplighter.window.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Records the launch of one machine in a slot of an occurrence. It is written before EC2 is asked, so that whatever EC2 does
 * can be found again by the client token.
 *
 * @param slot the name of the machine in its window, for example {@code repeater-2}
 * @param attempt the number of the machine in this slot, from 1: the next one follows when an instance was lost
 * @param generation the number of the request for it, from 1: the next one follows when EC2 has refused one
 * @param clientToken a digest of the whole request, by which EC2 launches it only once
 * @param userDataSha256 of the rendered startup package; empty if there is none
 * @param choice which combination of type and subnet was asked for
 * @param refusals how often EC2 has refused so far
 * @param refusal the code of the last refusal; empty if there was none
 * @param instanceId empty as long as it isn't known
 * @param eni its network interface; empty as long as it isn't known
 * @param requestedAt when it was asked for the first time with this token
 * @param endedAt when the instance was seen terminated; null before
 */
public record SlotLaunch(
        String slot,
        int attempt,
        int generation,
        Phase phase,
        String clientToken,
        String userDataSha256,
        int choice,
        int refusals,
        String refusal,
        String instanceId,
        String eni,
        Instant requestedAt,
        @Nullable Instant endedAt) {
    /** How far a launch has come. */
    public enum Phase {
        /** EC2 is about to be, or was, asked; its answer isn't known. */
        REQUESTED,
        /** EC2 has refused, so that nothing was launched. */
        REFUSED,
        /** Its instance is known. */
        LAUNCHED,
        /** Its instance was seen terminated. */
        ENDED,
        /** The answer got lost, and no instance has shown up for the token. */
        NEVER_SEEN
    }

    /** By slot, the later attempt behind the earlier. */
    public static final Comparator<SlotLaunch> ORDER =
            Comparator.comparing(SlotLaunch::slot).thenComparing(SlotLaunch::attempt);

    private static final String NO_ANSWER = "no answer";

    /** A launch that is about to be asked for. */
    public static SlotLaunch requested(
            String slot, int attempt, int generation, String clientToken, String sha256, int choice, Instant now) {
        return new SlotLaunch(
                slot, attempt, generation, Phase.REQUESTED, clientToken, sha256, choice, 0, "", "", "", now, null);
    }

    boolean isSameAttempt(SlotLaunch other) {
        return slot.equals(other.slot) && attempt == other.attempt;
    }

    /** Whether this is the launch of an instance. */
    public boolean isOf(String id) {
        return !instanceId.isEmpty() && instanceId.equals(id);
    }

    /** With the count of refusals of the request before, which was another one. */
    public SlotLaunch after(SlotLaunch before) {
        return with(
                phase,
                before.refusals,
                before.refusal.equals(NO_ANSWER) ? "" : before.refusal,
                instanceId,
                eni,
                endedAt);
    }

    /** EC2 has refused the request. */
    public SlotLaunch refused(String code) {
        return with(Phase.REFUSED, refusals + 1, code, instanceId, eni, endedAt);
    }

    /** The request got no clear answer; whether it was carried out is seen later. */
    public SlotLaunch unanswered() {
        return with(Phase.REQUESTED, refusals + 1, NO_ANSWER, instanceId, eni, endedAt);
    }

    /** The same request once more, since its answer is missing. */
    public SlotLaunch again() {
        return with(Phase.REQUESTED, Math.max(1, refusals), NO_ANSWER, instanceId, eni, endedAt);
    }

    /**
     * Whether a refusal now says that nothing was launched with this token. Of a request that was sent again it doesn't: the
     * first one may have been carried out, until EC2 would have listed what it launched.
     *
     * @param lag how long EC2's lists may lag behind
     */
    public boolean isDecidedByRefusal(Instant now, Duration lag) {
        return !refusal.equals(NO_ANSWER) || requestedAt.plus(lag).isBefore(now);
    }

    /** Its instance is known. */
    public SlotLaunch launched(String id, String networkInterface) {
        return with(Phase.LAUNCHED, 0, "", id, networkInterface.isEmpty() ? eni : networkInterface, endedAt);
    }

    /** Its instance was seen terminated. */
    public SlotLaunch ended(Instant now) {
        return with(Phase.ENDED, refusals, refusal, instanceId, eni, now);
    }

    /** No instance has shown up for its token. */
    public SlotLaunch neverSeen(Instant now) {
        return with(Phase.NEVER_SEEN, refusals, refusal, instanceId, eni, now);
    }

    private SlotLaunch with(
            Phase next, int refused, String code, String id, String networkInterface, @Nullable Instant ended) {
        return new SlotLaunch(
                slot,
                attempt,
                generation,
                next,
                clientToken,
                userDataSha256,
                choice,
                refused,
                code,
                id,
                networkInterface,
                requestedAt,
                ended);
    }
}
