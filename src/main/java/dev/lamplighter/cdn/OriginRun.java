package dev.lamplighter.cdn;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CdnProblemCode;
import java.util.List;

/** Follows one request through its route: what came of it, and whether anything is left to do. Used by one thread. */
public final class OriginRun {
    /** How often the distribution is read again when somebody else changes it meanwhile. */
    private static final int MOST_TRIES = 5;

    private final OriginRequest request;
    private String answer = "";
    private boolean isDue;
    private int tries;

    public OriginRun(OriginRequest request) {
        this.request = request;
    }

    public OriginRequest getRequest() {
        return request;
    }

    /** Whether the distribution is still to be read. */
    public boolean isOpen() {
        return answer.isEmpty();
    }

    /** Whether CloudFront is to be told. */
    public boolean isDue() {
        return isDue;
    }

    /** Decides what to do with the configuration that was read. */
    public void decide(PointedDistribution pointed) {
        isDue = pointed.isChange() && !request.isDryRun();
        if (!pointed.isChange()) {
            answer = pointed.words("points to") + " already; nothing was changed";
        } else if (request.isDryRun()) {
            answer = pointed.words("would point to") + " instead of " + pointed.before() + "; nothing was changed";
        }
    }

    /** CloudFront has taken the change. */
    public void done(PointedDistribution pointed) {
        answer = pointed.words("points to") + " instead of " + pointed.before()
                + "; CloudFront has it everywhere in some minutes";
    }

    /** Somebody else was faster: the distribution is read again, a few times. */
    public void again() {
        isDue = false;
        tries++;
        if (tries >= MOST_TRIES) {
            throw new ProblemException(new Problem(
                    CdnProblemCode.CHANGED_MEANWHILE,
                    "distribution " + request.distribution(),
                    "is changed by somebody else again and again",
                    MOST_TRIES + " times it was no longer what had been read; nothing was changed",
                    "see who changes it, and ask again",
                    Problem.Kind.RETRY));
        }
    }

    /** What came of it, in a line. */
    public List<String> lines() {
        return List.of(answer);
    }
}
