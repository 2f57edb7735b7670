package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.aws.ServerTimeSample;
import dev.lamplighter.fleet.FleetAccountRegion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** How often the shipped clients send a call that EC2 answers with 500, as it does when there is no capacity; what they hear. */
final class AwsClientsTest {
    private static final byte[] NO_CAPACITY = ("<Response><Errors><Error><Code>InsufficientInstanceCapacity</Code>"
                    + "<Message>none</Message></Error></Errors><RequestID>1</RequestID></Response>")
            .getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> SDK = Map.of(
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "test");

    @Test
    void startsAreTriedOnceAndDescriptionsMoreOften() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(500, NO_CAPACITY.length);
            exchange.getResponseBody().write(NO_CAPACITY);
            exchange.close();
        });
        server.start();
        SDK.forEach(System::setProperty);
        System.setProperty(
                "aws.endpointUrlEc2", "http://127.0.0.1:" + server.getAddress().getPort());
        try (AwsClients aws = AwsClients.connect(new Settings(Map.of("aws.region", "us-east-1"), Path.of(".")));
                Ec2Client once = aws.ec2OnceOf().apply(FleetAccountRegion.OWN)) {
            assertThatThrownBy(() -> once.startInstances(r -> r.instanceIds("i-0123456789abcdef0")))
                    .isInstanceOf(Ec2Exception.class)
                    .hasMessageContaining("none");
            assertThat(requests.getAndSet(0)).isEqualTo(1);

            assertThatThrownBy(() -> aws.ec2().describeInstances()).isInstanceOf(Ec2Exception.class);
            assertThat(requests.get()).isGreaterThan(1);
        } finally {
            System.clearProperty("aws.endpointUrlEc2");
            SDK.keySet().forEach(System::clearProperty);
            server.stop(0);
        }
    }

    @Test
    void everyClientHearsWhatTimeItIsForAws() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        AtomicInteger requests = new AtomicInteger();
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("x-amzn-RequestId", "59dbff89-35bd");
            requests.incrementAndGet();
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        server.start();
        SDK.forEach(System::setProperty);
        System.setProperty(
                "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
        FleetAccountRegion other =
                new FleetAccountRegion("other", "eu-west-1", "arn:aws:iam::123456789012:role/lamplighter", null);
        try (AwsClients aws = AwsClients.connect(new Settings(Map.of("aws.region", "us-east-1"), Path.of(".")))) {
            List<Runnable> calls = List.of(
                    () -> aws.ec2().describeInstances(),
                    () -> aws.s3().get().listBuckets(),
                    () -> aws.athena().get().listWorkGroups(any -> {}),
                    () -> aws.sqs().get().listQueues(any -> {}),
                    () -> aws.ec2Of().apply(FleetAccountRegion.OWN).describeInstances(),
                    () -> aws.ec2OnceOf().apply(FleetAccountRegion.OWN).describeInstances(),
                    // STS refuses the role.
                    () -> aws.ec2Of().apply(other).describeInstances(),
                    () -> aws.time().ask());
            for (Runnable call : calls) {
                int before = requests.get();
                List<ServerTimeSample> known = aws.time().latest();
                try {
                    call.run();
                } catch (SdkException e) {
                    assertThat(e).hasMessageContaining("403");
                }
                assertThat(requests.get()).isGreaterThan(before);
                assertThat(aws.time().latest()).isNotEqualTo(known);
            }
        } finally {
            System.clearProperty("aws.endpointUrl");
            SDK.keySet().forEach(System::clearProperty);
            server.stop(0);
        }
    }

    @Test
    void withoutARegionTheSettingIsNamed(@TempDir Path nothing) {
        assumeThat(System.getenv("AWS_REGION"))
                .as("the environment names a region")
                .isNull();
        Map<String, String> nowhere = Map.of(
                "aws.configFile", nothing.resolve("config").toString(),
                "aws.sharedCredentialsFile", nothing.resolve("credentials").toString(),
                "aws.disableEc2Metadata", "true");
        nowhere.forEach(System::setProperty);
        try {
            assertThatThrownBy(() -> AwsClients.connect(new Settings(Map.of(), nothing)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("CONFIG-012  aws.region  no AWS region");
        } finally {
            nowhere.keySet().forEach(System::clearProperty);
        }
    }
}
