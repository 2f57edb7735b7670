package dev.lamplighter.cdn;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CdnProblemCode;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/** Holds the configuration of a distribution as CloudFront had it, as the SDK knows it and as it was sent, with the tag of that version. */
public final class Distribution {
    private final String etag;
    private final DistributionConfig config;
    private final byte[] xml;

    /** @param xml the configuration as CloudFront has sent it */
    public Distribution(String etag, DistributionConfig config, byte[] xml) {
        this.etag = etag;
        this.config = config;
        this.xml = xml.clone();
    }

    /**
     * The same with the origin elsewhere, and all else as it was.
     *
     * @throws ProblemException when it isn't clear which origin is meant
     */
    public PointedDistribution pointed(OriginRequest request) {
        Origin origin = origin(request);
        return new PointedDistribution(
                request,
                origin.id(),
                origin.domainName(),
                etag,
                config,
                DistributionXml.pointed(xml, origin.id(), request.origin()));
    }

    private Origin origin(OriginRequest request) {
        List<Origin> all = config.origins().items();
        if (request.originId().isEmpty() && all.size() == 1) {
            return all.get(0);
        }
        String words = all.stream()
                .map(origin -> origin.id() + " (" + origin.domainName() + ")")
                .collect(Collectors.joining(", "));
        if (request.originId().isEmpty()) {
            throw refused(
                    CdnProblemCode.SEVERAL_ORIGINS,
                    request,
                    "has several origins",
                    words,
                    "say which with --origin-id");
        }
        return all.stream()
                .filter(origin -> origin.id().equals(request.originId()))
                .findFirst()
                .orElseThrow(() -> refused(
                        CdnProblemCode.NO_SUCH_ORIGIN,
                        request,
                        "has no origin " + request.originId(),
                        "its origins are " + words,
                        "name one of them with --origin-id"));
    }

    private static ProblemException refused(
            CdnProblemCode code, OriginRequest request, String what, String why, String fix) {
        return new ProblemException(
                new Problem(code, "distribution " + request.distribution(), what, why, fix, Problem.Kind.USER));
    }
}
