package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.ec2.AccountRegion;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The classes of CloudWatch and CloudFront are loaded with the first question, and not before. */
final class CloudWatchLoadedTest {
    @TempDir
    Path folder;

    @Test
    void oneClientIsMadeForEachAccountAndRegionAndOnlyWhenItIsAskedFor() throws Exception {
        List<String> made = new ArrayList<>();
        try (WindowCloudWatchClients clients = new WindowCloudWatchClients(source -> {
                    made.add(String.valueOf(source.region()));
                    return (SdkClient) Proxy.newProxyInstance(
                            CloudWatchClient.class.getClassLoader(),
                            new Class<?>[] {CloudWatchClient.class},
                            (self, method, arguments) -> method.getName().equals("hashCode") ? 1 : null);
                });
                DefaultCamelContext camel = new DefaultCamelContext()) {
            clients.attach(camel);
            assertThat(made).isEmpty();
            assertThat(clients.client(AccountRegion.OWN)).isEqualTo("cloudWatchClient");
            assertThat(clients.client(AccountRegion.OWN)).isEqualTo("cloudWatchClient");
            assertThat(made).hasSize(1);
            assertThat(camel.getRegistry().lookupByName("cloudWatchClient")).isNotNull();
        }
    }

    /** A JVM of its own connects as the service does and reports what it has loaded. */
    @Test
    void connectingToAwsLoadsNoneOfItsClasses() throws Exception {
        Path out = folder.resolve("out");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-verbose:class",
                        "-Daws.accessKeyId=test",
                        "-Daws.secretAccessKey=test",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Connecting.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(java.waitFor()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).anyMatch(line -> line.contains("services.ec2.DefaultEc2Client "));
        assertThat(lines).anyMatch(line -> line.contains("feature.WindowCloudWatchClients "));
        assertThat(lines).anyMatch(line -> line.contains("lamplighter.cdn.CloudFrontCalls "));
        assertThat(lines).noneMatch(line -> line.contains("software.amazon.awssdk.services.cloudwatch."));
        assertThat(lines).noneMatch(line -> line.contains("software.amazon.awssdk.services.cloudfront."));
        assertThat(lines).noneMatch(line -> line.contains("software.amazon.awssdk.protocols.rpcv2."));
    }
}
