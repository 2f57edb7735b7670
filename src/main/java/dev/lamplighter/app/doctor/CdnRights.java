package dev.lamplighter.app.doctor;

import dev.lamplighter.app.feature.CdnFeature;
import dev.lamplighter.app.route.file.RouteFolder;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cdn.CloudFrontCalls;
import dev.lamplighter.cdn.OriginRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tries whether the distributions of CloudFront may be read that routes of the operator point elsewhere. No setting names them:
 * they stand in these routes, beside the header {@code LamplighterDistribution}.
 */
final class CdnRights {
    private static final Pattern NAMED =
            Pattern.compile("LamplighterDistribution\\b[^#]{0,200}?\\b(E[0-9A-Z]{6,31})\\b");
    /** Whatever is valid: only reading is tried. */
    private static final String ANY_ORIGIN = "origin.example.org";

    private final Path routes;

    CdnRights(Path routes) {
        this.routes = routes;
    }

    /** None where no route names a distribution. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<String> distributions = distributions();
        if (distributions.isEmpty()) {
            return findings;
        }
        try (CloudFrontCalls cloudFront = CdnFeature.cloudFront()) {
            for (String distribution : distributions) {
                findings.add(AwsTrial.of("cloudfront:GetDistributionConfig " + distribution, () -> {
                    cloudFront.getDistributionConfig(new OriginRequest(distribution, ANY_ORIGIN, "", true));
                    return "allowed, for cdn point";
                }));
                findings.add(Finding.untried(
                        "cloudfront:UpdateDistribution " + distribution, "it would change the distribution"));
            }
        }
        return findings;
    }

    private Set<String> distributions() {
        Set<String> named = new TreeSet<>();
        try {
            RouteFolder.read(routes)
                    .files()
                    .forEach(file -> NAMED.matcher(file.text()).results().forEach(found -> named.add(found.group(1))));
        } catch (IOException | ProblemException e) {
            return Set.of(); // which check tells
        }
        return named;
    }
}
