package dev.lamplighter.sandbox.cloudfront;

import dev.lamplighter.sandbox.aws.RestStandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for CloudFront in memory, as far as configurations go: each update replaces the whole one, and only if it names the version that
 * is there. Safe for use by several threads.
 */
public final class CloudFrontStandIn implements RestStandIn {
    /** The distribution that the sandbox has from its start, with one origin. */
    public static final String DISTRIBUTION = "E1SANDBOXMEDIA";

    private static final Pattern PATH = Pattern.compile("/\\d{4}-\\d\\d-\\d\\d/distribution/(?<id>[^/]+)/config");
    private static final Pattern REFERENCE = Pattern.compile("<CallerReference>([^<]*)</CallerReference>");
    private static final Pattern ADDRESS = Pattern.compile("<DomainName>[0-9.]+</DomainName>");
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int PRECONDITION_FAILED = 412;
    private static final int BAD_REQUEST = 400;
    private static final int DONE = 200;

    private final Map<String, Version> distributions = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private Runnable afterRead = () -> {};

    private record Version(int number, String config) {
        String etag() {
            return "ESANDBOX" + number;
        }
    }

    /** Adds a distribution, or changes one as somebody else does. */
    public synchronized CloudFrontStandIn put(String id, String config) {
        Version before = distributions.get(id);
        distributions.put(id, new Version(before == null ? 1 : before.number + 1, config));
        return this;
    }

    /** Adds the one that the sandbox has from its start. */
    public CloudFrontStandIn planted() {
        return put(DISTRIBUTION, """
            <?xml version="1.0" encoding="UTF-8"?>
            <DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>sandbox</CallerReference>\
            <Origins><Quantity>1</Quantity><Items><Origin><Id>media</Id><DomainName>origin.example.org</DomainName><OriginPath></OriginPath>\
            <CustomHeaders><Quantity>0</Quantity></CustomHeaders><CustomOriginConfig><HTTPPort>1935</HTTPPort><HTTPSPort>443</HTTPSPort>\
            <OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins>\
            <DefaultCacheBehavior><TargetOriginId>media</TargetOriginId><ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy>\
            <CachePolicyId>658327ea-f89d-4fab-a63d-7e88639e58f6</CachePolicyId></DefaultCacheBehavior>\
            <Comment>the stream</Comment><Enabled>true</Enabled></DistributionConfig>
            """);
    }

    /** The configuration as it is now. */
    public synchronized String config(String id) {
        return version(id).config;
    }

    private Version version(String id) {
        Version version = distributions.get(id);
        if (version == null) {
            throw new IllegalArgumentException("no distribution " + id);
        }
        return version;
    }

    /** The calls so far, as in {@code PUT E1SANDBOXMEDIA 412}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** What somebody else does right after each time a configuration is read. */
    public synchronized void afterRead(Runnable deed) {
        afterRead = deed;
    }

    @Override
    public synchronized Answer answer(String method, String path, Map<String, String> headers, String body) {
        Matcher matcher = PATH.matcher(path);
        String id = matcher.matches() ? matcher.group("id") : "";
        Answer answer = distributions.containsKey(id)
                ? answer(method, id, headers.getOrDefault("if-match", ""), body)
                : error(NOT_FOUND, "NoSuchDistribution", "The specified distribution does not exist.");
        calls.add(method + " " + id + " " + answer.status());
        return answer;
    }

    private Answer answer(String method, String id, String ifMatch, String body) {
        Version now = version(id);
        return switch (method) {
            case "GET" -> {
                Answer read = new Answer(DONE, Map.of("ETag", now.etag()), now.config);
                afterRead.run();
                yield read;
            }
            case "PUT" -> update(id, now, ifMatch, body);
            default -> error(NOT_ALLOWED, "MethodNotAllowed", "not known to the stand-in");
        };
    }

    private Answer update(String id, Version now, String ifMatch, String body) {
        if (ifMatch.isEmpty()) {
            return error(BAD_REQUEST, "InvalidIfMatchVersion", "The If-Match version is missing or not valid.");
        }
        if (!ifMatch.equals(now.etag())) {
            return error(
                    PRECONDITION_FAILED,
                    "PreconditionFailed",
                    "The request failed because it didn't meet the preconditions in one or more request-header"
                            + " fields.");
        }
        if (!reference(body).equals(reference(now.config))) {
            return error(BAD_REQUEST, "IllegalUpdate", "CallerReference can't be changed.");
        }
        if (ADDRESS.matcher(body).find()) {
            return error(BAD_REQUEST, "InvalidArgument", "The parameter origin name cannot be an IP address.");
        }
        put(id, body);
        return new Answer(DONE, Map.of("ETag", version(id).etag()), """
            <?xml version="1.0" encoding="UTF-8"?>
            <Distribution xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>%s</Id><Status>InProgress</Status>\
            <DomainName>d111111abcdef8.cloudfront.net</DomainName>%s</Distribution>
            """.formatted(
                        id, body.replaceFirst("^<\\?xml[^>]*>\\s*", "")));
    }

    private static String reference(String config) {
        Matcher matcher = REFERENCE.matcher(config);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Answer error(int status, String code, String message) {
        return new Answer(status, Map.of(), """
            <?xml version="1.0" encoding="UTF-8"?>
            <ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>%s</Code>\
            <Message>%s</Message></Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>
            """.formatted(code, message));
    }
}
