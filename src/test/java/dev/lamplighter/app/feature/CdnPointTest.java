package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.cloudfront.CloudFrontStandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** The verb over its route, the SDK, HTTP and a stand-in with CloudFront's rules. */
final class CdnPointTest {
    private static final String ID = "E1A2B3C4D5E6F7";
    private static final String BEFORE = "ec2-203-0-113-7.compute-1.amazonaws.com";
    private static final String AFTER = "origin.example.org";

    private final CloudFrontStandIn cloudFront = new CloudFrontStandIn();
    private final AwsServer server = AwsServer.start(0).serve("cloudfront", cloudFront);
    private final CamelContext camel = new DefaultCamelContext();
    private int clients;
    private final CdnFeature cdn = new CdnFeature(this::connect);
    private String written = "";

    private CloudFrontClient connect(ExecutionInterceptor first) {
        clients++;
        return CloudFrontClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(new AwsHttp())
                .overrideConfiguration(all -> all.executionInterceptors(List.of(first, new AwsResponseValidator())))
                .build();
    }

    @BeforeEach
    void start() throws Exception {
        written = Files.readString(Path.of("src/test/resources/cdn/distribution.xml"));
        cloudFront.put(ID, written);
        cdn.beans().forEach(camel.getRegistry()::bind);
        load("cdn-point.camel.yaml", Files.readString(Path.of("routes/cdn-point.camel.yaml")));
        cdn.attach(camel);
        camel.start();
    }

    private void load(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(name, text));
    }

    @AfterEach
    void close() {
        camel.stop();
        cdn.close();
        server.close();
    }

    private String refusal(String distribution, String origin, String originId) {
        try {
            return "not refused: " + cdn.point(distribution, origin, originId, false);
        } catch (ProblemException e) {
            return e.problem().line();
        }
    }

    /** Each text of a document with the path to it, in order of the paths. */
    private static List<String> leaves(String xml) throws Exception {
        List<String> leaves = new ArrayList<>();
        collect(
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement(),
                "",
                leaves);
        return leaves.stream().sorted().toList();
    }

    private static void collect(Element element, String path, List<String> leaves) {
        String here = path + "/" + element.getTagName();
        NodeList children = element.getChildNodes();
        boolean hasElements = false;
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
                hasElements = true;
                collect((Element) children.item(i), here, leaves);
            }
        }
        if (!hasElements) {
            leaves.add(here + "=" + element.getTextContent());
        }
    }

    @Test
    void oneDomainNameIsChangedAndNothingElseOfTheWholeConfiguration() throws Exception {
        assertThat(cdn.point(ID, AFTER, "media", false))
                .containsExactly("origin media of " + ID + " points to " + AFTER + " instead of " + BEFORE
                        + "; CloudFront has it everywhere in some minutes");

        assertThat(leaves(cloudFront.config(ID))).isEqualTo(leaves(written.replace(BEFORE, AFTER)));
        assertThat(cloudFront.calls()).containsExactly("GET " + ID + " 200", "PUT " + ID + " 200");
    }

    /** What a later version of CloudFront's API has: elements, attributes and namespaces that this SDK has never heard of. */
    @Test
    void whatTheSdkDoesNotKnowIsWrittenBackAsItWas() throws Exception {
        String later = written.replace(
                        "<Comment>",
                        "<Prewarming xmlns:x=\"http://example.org/later\" x:since=\"2027\"><Enabled>true</Enabled>"
                                + "<x:Hours>8 &amp; 9 \u00e4 \u20ac</x:Hours></Prewarming><Comment>")
                .replaceFirst("<OriginPath", "<OriginAddress>203.0.113.7/32</OriginAddress><OriginPath");
        assertThat(leaves(later)).hasSizeGreaterThan(leaves(written).size() + 2);
        cloudFront.put(ID, later);

        cdn.point(ID, AFTER, "media", false);

        assertThat(leaves(cloudFront.config(ID))).isEqualTo(leaves(later.replace(BEFORE, AFTER)));
        assertThat(cloudFront.config(ID)).contains("x:since=\"2027\"");
    }

    @Test
    void whatIsInPlaceIsNotWrittenAndATrialIsNotEither() {
        assertThat(cdn.point(ID, BEFORE.toUpperCase(java.util.Locale.ROOT), "media", false)
                        .toString())
                .contains("points to " + BEFORE + " already; nothing was changed");
        assertThat(cdn.point(ID, AFTER, "media", true).toString())
                .contains("would point to " + AFTER + " instead of " + BEFORE);

        assertThat(cloudFront.calls()).containsExactly("GET " + ID + " 200", "GET " + ID + " 200");
        assertThat(cloudFront.config(ID)).isEqualTo(written);
    }

    @Test
    void aChangeOfSomebodyElseInBetweenIsReadAgainAndKept() throws Exception {
        boolean[] isFirst = {true};
        cloudFront.afterRead(() -> {
            if (isFirst[0]) {
                isFirst[0] = false;
                cloudFront.put(ID, written.replace("PriceClass_100", "PriceClass_All"));
            }
        });

        assertThat(cdn.point(ID, AFTER, "media", false).toString()).contains("points to " + AFTER);

        assertThat(cloudFront.calls())
                .containsExactly(
                        "GET " + ID + " 200", "PUT " + ID + " 412", "GET " + ID + " 200", "PUT " + ID + " 200");
        assertThat(leaves(cloudFront.config(ID)))
                .isEqualTo(leaves(written.replace(BEFORE, AFTER).replace("PriceClass_100", "PriceClass_All")));
    }

    @Test
    void whoIsAlwaysSlowerIsToldAndStops() {
        cloudFront.afterRead(() -> cloudFront.put(ID, written));

        assertThat(refusal(ID, AFTER, "media")).startsWith("CDN-025  distribution " + ID);

        assertThat(cloudFront.calls())
                .hasSize(10)
                .filteredOn(call -> call.endsWith("412"))
                .hasSize(5);
    }

    @Test
    void whichOfSeveralOriginsHasToBeSaid() {
        assertThat(refusal(ID, AFTER, ""))
                .isEqualTo("CDN-022  distribution " + ID + "  has several origins: media (" + BEFORE
                        + "), pages (pages.s3.us-east-1.amazonaws.com); fix: say which with --origin-id");
        assertThat(refusal(ID, AFTER, "stream")).startsWith("CDN-023").contains("media", "pages");
        cloudFront.planted();
        assertThat(cdn.point(CloudFrontStandIn.DISTRIBUTION, "a.example.org", "", false)
                        .toString())
                .contains("origin media of " + CloudFrontStandIn.DISTRIBUTION + " points to a.example.org");
    }

    @Test
    void whatCanNotBeMeantIsRefusedBeforeCloudFrontIsAsked() {
        for (String origin : List.of("203.0.113.7", "http://a.example.org", "a.example.org:1935", "origin", "")) {
            assertThat(refusal(ID, origin, "")).as(origin).startsWith("CDN-021");
        }
        assertThat(refusal("media", AFTER, "")).startsWith("CDN-021");
        assertThat(cloudFront.calls()).isEmpty();
        assertThat(clients).as("its client is made by the first call").isZero();
    }

    @Test
    void whatIsNotCloudFrontsAnswerIsNotWrittenBack() {
        for (String page : List.of("<html><body>log in first</body></html>", "<DistributionConfig/>", "")) {
            cloudFront.put(ID, page);
            assertThat(refusal(ID, AFTER, "media")).as(page).startsWith("CDN-024  distribution " + ID);
        }
        assertThat(cloudFront.calls()).noneMatch(call -> call.startsWith("PUT"));
    }

    @Test
    void whatCloudFrontRefusesIsTold() {
        assertThat(refusal("E0000000000000", AFTER, ""))
                .startsWith(
                        "CDN-024  distribution E0000000000000  GetDistributionConfig was refused: NoSuchDistribution");
    }

    @Test
    void aRouteThatIsStoppedIsTold() throws Exception {
        camel.getRouteController().stopRoute("cdn-point");
        assertThat(refusal(ID, AFTER, "media")).startsWith("CDN-026  route cdn-point  doesn't run");
    }

    @Test
    void aRouteOfOnesOwnAsksByHeaders() throws Exception {
        String documented = Files.readString(Path.of("docs/how-to/cdn-in-front.md"));
        String route = documented.substring(documented.indexOf("- route:\n    id: cdn-at-the-start"));
        load(
                "cdn-at-the-start.camel.yaml",
                route.substring(0, route.indexOf("```")).replace("E1A2B3C4D5E6F7", ID));

        Exchange done = camel.createProducerTemplate().send("direct:cdn-at-the-start", exchange -> {});

        assertThat(done.getException()).isNull();
        assertThat(cloudFront.config(ID)).contains("<DomainName>origin.example.org</DomainName>");
    }

    @Test
    void withoutARouteYetItSaysSo() throws IOException {
        try (CdnFeature starting = new CdnFeature(this::connect)) {
            assertThatThrownBy(() -> starting.point(ID, AFTER, "", false)).hasMessageContaining("starting");
        }
    }
}
