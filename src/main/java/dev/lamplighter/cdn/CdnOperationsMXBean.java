package dev.lamplighter.cdn;

import java.util.List;

/** Declares what an operator may tell CloudFront through this service. */
public interface CdnOperationsMXBean {
    /**
     * Has an origin of a distribution be found at another DNS name.
     *
     * @param originId empty for the only one
     */
    List<String> point(String distribution, String origin, String originId, boolean dryRun);
}
