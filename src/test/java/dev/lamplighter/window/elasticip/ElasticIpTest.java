package dev.lamplighter.window.elasticip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.base.Problem;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The component in a route, over the sandbox's EC2. */
final class ElasticIpTest {
    private Instant now = Instant.parse("2026-11-22T14:00:00Z");
    private final Ec2Client ec2 = new Ec2StandIn(() -> now);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate route = context.createProducerTemplate();
    private final String eip = ec2.allocateAddress(request -> {}).allocationId();
    private final Instance one = launch();
    private final Instance other = launch();

    @TempDir
    private Path folder;

    private Instance launch() {
        return ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0")
                        .instanceType("t3.micro")
                        .minCount(1)
                        .maxCount(1))
                .instances()
                .get(0);
    }

    @BeforeEach
    void start() {
        now = now.plusSeconds(600); // the instances run
        context.getRegistry().bind("ec2Client", ec2);
        context.getRegistry().bind("another", new Ec2StandIn(InstantSource.system()));
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    private static String eni(Instance instance) {
        return instance.networkInterfaces().get(0).networkInterfaceId();
    }

    private String associate(Instance instance) {
        return "elastic-ip:associate?allocationId=" + eip + "&networkInterfaceId=" + eni(instance);
    }

    private Exchange send(String uri) {
        return route.send(uri, exchange -> exchange.getMessage().setBody("untouched"));
    }

    private Address address() {
        return ec2.describeAddresses(request -> request.allocationIds(eip))
                .addresses()
                .get(0);
    }

    @Test
    void aFreeAddressIsAssociatedAndOneInPlaceIsLeftAlone() {
        Exchange first = send(associate(one));
        String association = address().associationId();
        Exchange second = send(associate(one));

        assertThat(first.getException()).isNull();
        assertThat(first.getMessage().getHeaders())
                .containsEntry("LamplighterElasticIpDone", "ASSOCIATED")
                .containsEntry("LamplighterElasticIpHolderBefore", "nobody")
                .containsEntry("LamplighterElasticIpPublicIp", address().publicIp());
        assertThat(first.getMessage().getBody()).isEqualTo("untouched");
        assertThat(second.getMessage().getHeader("LamplighterElasticIpDone")).isEqualTo("IN_PLACE");
        assertThat(address().associationId()).isEqualTo(association);
    }

    @Test
    void anAddressOfAnotherIsTakenOnlyWhenToldAndTheHolderIsNamed() {
        send(associate(one));

        Exchange refused = send(associate(other));
        assertThat(refused.getException())
                .hasMessageContaining("WINDOW-105")
                .hasMessageContaining(eni(one) + " of " + one.instanceId());
        assertThat(address().networkInterfaceId()).isEqualTo(eni(one));

        Exchange taken = send(associate(other) + "&allowReassociation=true");
        assertThat(taken.getMessage().getHeader("LamplighterElasticIpDone")).isEqualTo("ASSOCIATED");
        assertThat(taken.getMessage().getHeader("LamplighterElasticIpHolderBefore", String.class))
                .contains(one.instanceId());
        assertThat(address().networkInterfaceId()).isEqualTo(eni(other));
    }

    @Test
    void anAddressIsTakenOffOnceAndOnlyFromTheInterfaceThatIsNamed() {
        send(associate(one));

        Exchange refused = send("elastic-ip:disassociate?allocationId=" + eip + "&networkInterfaceId=" + eni(other));
        assertThat(refused.getException()).hasMessageContaining("WINDOW-105").hasMessageContaining(one.instanceId());
        Exchange first = send("elastic-ip:disassociate?allocationId=" + eip);
        Exchange second = send("elastic-ip:disassociate?allocationId=" + eip);

        assertThat(first.getMessage().getHeader("LamplighterElasticIpDone")).isEqualTo("DISASSOCIATED");
        assertThat(second.getMessage().getHeader("LamplighterElasticIpDone")).isEqualTo("FREE");
        assertThat(address().associationId()).isNull();
    }

    @Test
    void anAddressIsDescribed() {
        assertThat(send("elastic-ip:describe?allocationId=" + eip).getMessage().getHeaders())
                .containsEntry("LamplighterElasticIpDone", "FREE");
        assertThat(send("elastic-ip:describe?allocationId=eipalloc-0123456789abcdef9")
                        .getException())
                .hasMessageContaining("WINDOW-106");
    }

    @Test
    void aRouteInYamlMayGiveTheOptionsAsParameters() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("put.camel.yaml", """
                - route:
                    id: put
                    from:
                      uri: direct:put
                      steps:
                        - to:
                            uri: elastic-ip:associate
                            parameters: {allocationId: %s, networkInterfaceId: %s}
                """.formatted(eip, eni(one))));

        assertThat(send("direct:put").getMessage().getHeader("LamplighterElasticIpDone"))
                .isEqualTo("ASSOCIATED");
    }

    @Test
    void whatIsMistypedIsRefusedBeforeTheRouteRuns() {
        assertThatThrownBy(() -> context.getEndpoint("elastic-ip:associate?allocationID=" + eip))
                .hasMessageContaining("allocationID");
        assertThatThrownBy(() -> context.getEndpoint("elastic-ip:steal?allocationId=" + eip))
                .hasMessageContaining("steal");
    }

    @Test
    void theCheckOfRouteFilesKnowsItsOptions() throws IOException {
        assertThat(check("elastic-ip:associate", "allocationId: eipalloc-0123456789abcdef0"))
                .startsWith("ROUTE-009  routes/put.camel.yaml:6:")
                .contains("option networkInterfaceId of elastic-ip is missing");
        assertThat(check("elastic-ip:describe", "alocationId: eipalloc-0123456789abcdef0"))
                .contains("unknown option \"alocationId\" of elastic-ip", "did you mean \"allocationId\"?");
        assertThat(check("elastic-ip:describe", "allocationId: 203.0.113.7"))
                .contains("option allocationId of elastic-ip can't be \"203.0.113.7\": allowed is an id of the form");
        assertThat(check("elastic-ip:asociate", "allocationId: eipalloc-0123456789abcdef0"))
                .contains("option operation of elastic-ip can't be \"asociate\"", "did you mean \"associate\"?");
        assertThat(check("elastic-ips:associate", "allocationId: eipalloc-0123456789abcdef0"))
                .contains("unknown component \"elastic-ips\"", "did you mean \"elastic-ip\"?");
        assertThat(check("elastic-ip:describe", "allocationId: eipalloc-0123456789abcdef0"))
                .isEmpty();
    }

    private String check(String uri, String parameter) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("put.camel.yaml"), """
                - route:
                    id: put
                    from: {uri: "scheduler:put", steps: [
                      {to: {
                        id: put.to,
                        uri: "%s",
                        parameters: {%s}}}]}
                """.formatted(uri, parameter));
        List<Problem> problems = RouteCheck.check(routes, new Properties(), Map.of());
        return problems.isEmpty() ? "" : problems.get(0).line();
    }
}
