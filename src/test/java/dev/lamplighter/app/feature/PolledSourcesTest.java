package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The file of {@code light.accounts}, edited and read again while the service runs. */
final class PolledSourcesTest {
    private static final String TITLES = "id,name,role-arn\n";
    private static final String SHOP = "012345678901,Shop,arn:aws:iam::012345678901:role/look\n";
    private static final String TOOLS = "210987654321,Tools,arn:aws:iam::210987654321:role/look\n";

    @TempDir
    private Path folder;

    private final StateDatabase database = StateDatabase.inMemory();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Path accounts = Path.of("");

    @SuppressWarnings("NullAway.Init") // made before each test
    private Configuration configuration;

    @SuppressWarnings("NullAway.Init")
    private Features features;

    private SetAside setAside = new SetAside();

    @BeforeEach
    void begin() throws IOException {
        accounts = Files.writeString(folder.resolve("accounts.csv"), TITLES + SHOP);
        Path mine = Files.write(
                folder.resolve("my.properties"),
                List.of(
                        "panel.type=none",
                        "panel.pixels-file=" + folder.resolve("pixels.json"),
                        "windows.file=" + Files.writeString(folder.resolve("windows.yaml"), "windows: []\n"),
                        "light.accounts=" + accounts));
        configuration = Configuration.load(new InstallDirectory(Path.of("").toAbsolutePath()), List.of(mine));
        ServiceContext on =
                new ServiceContext(configuration, AwsClients.refusing(), database.dataSource(), InstantSource.system());
        setAside = on.setAside();
        features = Features.on(on, PanelDrivers.onlyLooking(LightFeature.surroundings())::choose);
        features.attach(camel);
    }

    @AfterEach
    void close() throws IOException {
        features.close();
        camel.close();
        database.close();
    }

    private static List<Map<String, String>> polls(RouteReload.Declarations declarations) {
        return declarations.routes().templated().stream()
                .filter(route -> route.templateId().equals("light-poll"))
                .map(TemplatedRoute::parameters)
                .toList();
    }

    private static Map<String, String> poll(String source, String client) {
        return Map.of("poll", "light-poll-" + source, "source", source, "client", client);
    }

    private Map<String, String> sources() {
        return ((PanelMXBean) Objects.requireNonNull(features.mxBeans().get("Panel"))).getSources();
    }

    private Set<String> shown() {
        return sources().keySet();
    }

    private RouteReload.Declarations edited(String lines) throws IOException {
        Files.writeString(accounts, TITLES + lines);
        return features.routes().reread();
    }

    @Test
    void anAccountMoreIsPolledAndOneLessNoMore() throws IOException {
        RouteReload.Declarations read = edited(SHOP + TOOLS);

        assertThat(read.mistakes()).isEmpty();
        assertThat(polls(read)).containsExactly(poll("shop", "ec2Client-shop"), poll("tools", "ec2Client-tools"));
        assertThat(RouteCheck.load(
                                configuration.home().routes(),
                                configuration.properties(),
                                features.beans(),
                                read.routes())
                        .loaded()
                        .problems())
                .as("the routes can be tried before anything has changed")
                .isEmpty();
        assertThat(shown()).containsExactly("shop");
        assertThat(read.take()).contains("light.accounts  tools  is polled");
        assertThat(shown()).containsExactly("shop", "tools");
        assertThat(camel.getRegistry().lookupByNameAndType("ec2Client-tools", Ec2Client.class))
                .isSameAs(features.beans().get("ec2Client-tools"));
        assertThat(features.routes().reread().take()).noneMatch(line -> line.startsWith("light.accounts"));

        assertThat(edited(TOOLS).take()).contains("light.accounts  shop  is polled no more");
        assertThat(shown()).containsExactly("tools");
        assertThat(polls(features.routes().reread())).containsExactly(poll("tools", "ec2Client-tools"));
        assertThat(edited(SHOP + TOOLS).take()).contains("light.accounts  shop  is polled");
    }

    @Test
    void anotherRoleOfAnAccountIsAnotherClientOfANewRoute() throws IOException {
        Object before = features.beans().get("ec2Client-shop");

        RouteReload.Declarations read = edited(SHOP.replace("role/look", "role/see"));

        assertThat(polls(read)).containsExactly(poll("shop", "ec2Client-shop-1"));
        assertThat(read.take()).contains("light.accounts  shop  is polled");
        assertThat(features.beans().get("ec2Client-shop-1")).isNotNull().isNotSameAs(before);
    }

    @Test
    void aBadFileLeavesTheOldListAndIsOneLine() throws IOException {
        List<Problem> badLine =
                edited(SHOP + TOOLS.replace("210987654321,", "21,")).mistakes();
        assertThat(badLine).singleElement().asString().contains("LIGHT-036", "accounts.csv:3");

        assertThat(edited("").mistakes()).singleElement().asString().contains("CONFIG-002", "light.accounts");
        Files.delete(accounts);
        assertThat(features.routes().reread().mistakes())
                .singleElement()
                .asString()
                .contains("light.accounts");
        assertThat(features.routes().declared().templated())
                .extracting(TemplatedRoute::routeId)
                .contains("light-poll-shop");
        assertThat(setAside.entries()).isEmpty();
    }

    /** The routes of polls alone, in a context that runs; EC2 refuses every call, which the panel counts. */
    @Test
    void theRouteOfANewAccountBeginsAndThatOfOneThatIsGoneEnds() throws Exception {
        Path routes = folder.resolve("routes");
        Files.createDirectories(routes.resolve("templates"));
        for (String file : List.of("templates/light-poll.camel.yaml", "light-errors.camel.yaml")) {
            Files.copy(Path.of("routes").resolve(file), routes.resolve(file));
        }
        camel.getPropertiesComponent().setInitialProperties(configuration.properties());
        Map<String, Object> beans = new HashMap<>(features.beans());
        beans.forEach(camel.getRegistry()::bind);
        RouteFiles files = RouteFiles.silent(camel, routes);
        RequiredRoutes declared = ofPolls(features.routes().declared());
        files.load(declared);
        camel.start();
        await().until(() -> missed("shop"));
        try (RouteReload reload = RouteReload.of(
                camel, files, routes, configuration.properties(), beans, declared, NOBODY, Duration.ofMinutes(1))) {
            Files.writeString(accounts, TITLES + TOOLS);

            assertThat(reload.reload(() -> {
                        RouteReload.Declarations read = features.routes().reread();
                        beans.putAll(features.beans());
                        return new OfPolls(read);
                    }))
                    .contains("light.accounts  tools  is polled", "light.accounts  shop  is polled no more");

            await().until(() -> missed("tools"));
            await().until(() -> camel.getRoute("light-poll-shop") == null);
            assertThat(shown()).containsExactly("tools");
        }
    }

    private boolean missed(String source) {
        return !sources().getOrDefault(source, "missed 0").endsWith("missed 0");
    }

    private static RequiredRoutes ofPolls(RequiredRoutes all) {
        return new RequiredRoutes(
                all.templated().stream()
                        .filter(route -> route.templateId().equals("light-poll"))
                        .toList(),
                List.of(),
                List.of(),
                Set.of());
    }

    private record OfPolls(RouteReload.Declarations all) implements RouteReload.Declarations {
        @Override
        public RequiredRoutes routes() {
            return ofPolls(all.routes());
        }

        @Override
        public List<Problem> mistakes() {
            return all.mistakes();
        }

        @Override
        public List<String> take() {
            return all.take();
        }
    }

    private static final RouteReload.Listener NOBODY = new RouteReload.Listener() {
        @Override
        public void loaded(RouteLoadResult routes) {}

        @Override
        public void present(Set<String> routes) {}

        @Override
        public void behind(List<Problem> problems) {}
    };
}
