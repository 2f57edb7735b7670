package dev.lamplighter.cdn;

import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;

/** Holds a configuration in which one origin has another domain name, and the version that it was made from. */
public final class PointedDistribution {
    private final OriginRequest request;
    private final String originId;
    private final String before;
    private final String etag;
    private final DistributionConfig config;
    private final byte[] xml;

    PointedDistribution(
            OriginRequest request, String originId, String before, String etag, DistributionConfig config, byte[] xml) {
        this.request = request;
        this.originId = originId;
        this.before = before;
        this.etag = etag;
        this.config = config;
        this.xml = xml.clone();
    }

    OriginRequest request() {
        return request;
    }

    String etag() {
        return etag;
    }

    /** As it was; the SDK wants one, and what is sent is {@link #xml}. */
    DistributionConfig config() {
        return config;
    }

    byte[] xml() {
        return xml.clone();
    }

    /** Whether it differs from what CloudFront has. */
    public boolean isChange() {
        return !before.equalsIgnoreCase(request.origin());
    }

    /** The domain name that the origin had before. */
    public String before() {
        return before;
    }

    public String originId() {
        return originId;
    }

    /** {@code origin media of E1A2B3C4D5E6F7 points to a.example.org}. */
    public String words(String verb) {
        return "origin " + originId + " of " + request.distribution() + " " + verb + " " + request.origin();
    }
}
