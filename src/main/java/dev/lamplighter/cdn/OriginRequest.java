package dev.lamplighter.cdn;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CdnProblemCode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says where an origin of a distribution is to be.
 *
 * @param distribution its id, for example {@code E1A2B3C4D5E6F7}
 * @param origin a DNS name, in lower case
 * @param originId which of several origins; empty for the only one
 * @param isDryRun whether nothing is to be changed
 */
public record OriginRequest(String distribution, String origin, String originId, boolean isDryRun) {
    private static final Pattern ID = Pattern.compile("E[0-9A-Z]{6,31}");
    private static final Pattern NAME =
            Pattern.compile("(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

    /** Refuses what CloudFront would refuse, or take and not reach. */
    public OriginRequest {
        origin = origin.strip().toLowerCase(Locale.ROOT);
        originId = originId.strip();
        if (!ID.matcher(distribution).matches()) {
            throw refused(
                    "distribution \"" + distribution + "\"",
                    "an id begins with E and has capital letters and digits",
                    "write it as the CloudFront console shows it");
        }
        if (!NAME.matcher(origin).matches()) {
            throw refused(
                    "origin \"" + origin + "\"",
                    "CloudFront reaches an origin by its DNS name; it takes no address, port or path",
                    "write the public DNS name, as in ec2-203-0-113-7.compute-1.amazonaws.com, or a name of yours for"
                            + " it");
        }
    }

    private static ProblemException refused(String what, String why, String fix) {
        return new ProblemException(
                new Problem(CdnProblemCode.BAD_REQUEST, "cdn point", what, why, fix, Problem.Kind.USER));
    }
}
