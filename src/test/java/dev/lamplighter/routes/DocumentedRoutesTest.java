package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.CdnActions;
import dev.lamplighter.app.feature.HookPrograms;
import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.cdn.CloudFrontCalls;
import dev.lamplighter.fleet.check.CheckBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Routes that the documentation shows whole can be copied as they are. */
final class DocumentedRoutesTest {
    private static final Pattern ROUTE = Pattern.compile("```yaml\\R( *- route:.*?)```", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("- route:\\R\\s+id: (\\S+)");

    @TempDir
    private Path home;

    /** In the place of the bean {@code windowActions}. */
    public static final class Actions {
        public void intend() {}

        public void done() {}
    }

    @Test
    void everyRouteOfTheDocumentationLoads() throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        List<String> written = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".md")).toList()) {
                Matcher block = ROUTE.matcher(Files.readString(file));
                while (block.find()) {
                    String text = block.group(1).stripIndent();
                    Matcher id = ID.matcher(text);
                    assertThat(id.find()).as("an id in %s", file).isTrue();
                    Files.writeString(routes.resolve(id.group(1) + ".camel.yaml"), text);
                    written.add(id.group(1));
                }
            }
        }

        for (String name : List.of("ec2-errors", "ec2-stop-call", "cdn-point")) { // what a documented one sends to
            Files.copy(Path.of("routes", name + ".camel.yaml"), routes.resolve(name + ".camel.yaml"));
        }
        assertThat(written).contains("stop-wowza-and-ship-logs", "point-at-origin");
        Map<String, Object> beans = Map.of(
                "hookPrograms", new HookPrograms(home),
                "cdn", new CdnActions(),
                "cloudFront", new CloudFrontCalls(first -> OfflineAwsClients.refusing(CloudFrontClient.class)),
                "windowActions", new Actions(),
                "checkBoard", new CheckBoard(List.of(), InstantSource.system()),
                "leaseCluster", new FileLockClusterService());
        assertThat(RouteCheck.check(routes, new Properties(), beans)).isEmpty();
    }
}
