package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.service.BadInput;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Four mistakes at once in one home: each costs itself and one line, the rest goes on. */
@Order(4) // one of those that take longest
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the service is started before all tests
final class BadInputIT {
    private final YearMonth month = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
    private TestAccount account;
    private ServiceHome home;
    private Delivery good;
    private String truncatedKey;
    private String refusedManifest;
    private ServiceProcess service;
    private ServiceJmxClient view;

    @BeforeAll
    void startWithFourMistakes() throws Exception {
        SandboxLake.shared().engine().start();
        account = new TestAccount("bad-input");
        home = ServiceHome.unpack("bad-input", account.costSettings());
        String badRoute = BadInput.named("an option of an endpoint misspelt").file();
        home.write("routes/operators-tick.camel.yaml", badRoute);
        home.write(
                "routes/operators-tock.camel.yaml",
                badRoute.replace("uri: timer", "uri: scheduler")
                        .replace("timerName", "name")
                        .replace("perriod", "delay")
                        .replace("operators-tick", "operators-tock"));
        good = account.deliver(report(month));
        truncatedKey = truncate(account.deliver(report(month.minusMonths(1))));
        refusedManifest = nameAnExpression(account.deliver(report(month.minusMonths(2))));
        home.write(
                "windows.yaml",
                BadInput.named("a key of a window misspelt").file()
                        + goodWindow().yaml());
        service = home.startAndAwait(account.endpoints());
        Patience patience = new Patience(ServiceHome.LONGEST, service::isAlive);
        view = patience.until(() -> ServiceJmxClient.attach(service.pid()), seen -> true);
        patience.until(() -> view.isRegistered("dev.lamplighter:type=RouteFiles"), Boolean::booleanValue);
    }

    @AfterAll
    void stop() {
        service.close();
        account.close();
    }

    private static CostReportSpec report(YearMonth month) {
        return CostReportSpec.of("hourly", month).withRows(2_000);
    }

    private static OneOffWindow goodWindow() {
        return new OneOffWindow(
                "evening",
                Instant.now().plusSeconds(30),
                Duration.ofSeconds(45),
                Duration.ofSeconds(30),
                InitialFleet.MEDIA_SERVER,
                Map.of(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE));
    }

    /** Its second file ends in the middle. */
    private String truncate(Delivery delivery) {
        String key = delivery.keys().stream()
                .filter(candidate -> candidate.endsWith("2.csv.gz"))
                .findFirst()
                .orElseThrow();
        byte[] whole = account.read(key);
        account.write(key, Arrays.copyOf(whole, whole.length / 2));
        return key;
    }

    private String nameAnExpression(Delivery delivery) {
        String manifest = new String(account.read(delivery.manifestKey()), StandardCharsets.UTF_8);
        String key = delivery.keys().stream()
                .filter(candidate -> candidate.endsWith(".csv.gz"))
                .findFirst()
                .orElseThrow();
        assertThat(manifest).contains(key);
        account.write(
                delivery.manifestKey(),
                manifest.replace(key, "cur/${sysenv.HOME}/x").getBytes(StandardCharsets.UTF_8));
        return delivery.manifestKey();
    }

    @Test
    void tellsEachMistakeInOneLineWithItsPlace() {
        home.awaitLog("COST-010");
        home.awaitLog("COST-003");

        assertThat(home.complaints()).filteredOn(line -> !isLate(line)).hasSize(4);
        expectOne("WINDOW-003  ", "windows.yaml:5:5  unknown key \"leed\"", "did you mean \"lead\"?");
        expectOne("ROUTE-003  ", "routes/operators-tick.camel.yaml:8:9", "perriod", "did you mean \"period\"?");
        expectOne("COST-010  ", truncatedKey);
        expectOne("COST-003  ", refusedManifest, "cur/${sysenv.HOME}/x");
        assertThat(home.traces()).isEmpty();
    }

    /** On a busy machine the service may begin after the good window's lead, which is no mistake of anybody. */
    private static boolean isLate(String line) {
        return line.contains(" WINDOW-111  evening") || line.contains(" WINDOW-165  evening");
    }

    private void expectOne(String... parts) {
        assertThat(home.complaints())
                .filteredOn(line -> Stream.of(parts).allMatch(line::contains))
                .as("lines with %s in %s", List.of(parts), home.complaints())
                .hasSize(1);
    }

    @Test
    void drawsThePanelAllTheSame() throws Exception {
        PanelMXBean panel = view.feature("Panel", PanelMXBean.class);

        await().atMost(ServiceHome.LONGEST)
                .untilAsserted(() -> assertThat(panel.getPixels().get(InitialFleet.MEDIA_SERVER))
                        .isNotNull());
        assertThat(panel.getFramesShown()).isPositive();
        assertThat(panel.getFreshness()).isEqualTo("FRESH");
    }

    @Test
    void runsTheRoutesOfTheOtherFiles() throws Exception {
        assertThat(home.log(line -> line.contains("starting routes=")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" setAside=1"));
        Set<String> routes = view.names("org.apache.camel:context=lamplighter,type=routes,name=*").stream()
                .map(name -> name.getKeyProperty("name"))
                .collect(Collectors.toSet());
        assertThat(routes)
                .contains("\"operators-tock\"", "\"light-poll\"", "\"evening.stop\"", "\"cost-discover\"")
                .doesNotContain("\"operators-tick\"", "\"misspelt.stop\"");
    }

    @Test
    void isReadyAndTellsOfTheWindowAndTheRouteThatAreSetAside() throws Exception {
        home.awaitLog(" published: ");

        await().atMost(ServiceHome.LONGEST)
                .untilAsserted(() -> assertThat(view.failingChecks()).isEmpty());
        assertThat(view.checks().get("set-aside"))
                .startsWith("set aside: WINDOW-003  windows.yaml:5:5")
                .contains(" | set aside: ROUTE-003  routes/operators-tick.camel.yaml:8:9");
        assertThat((String[]) view.attribute("dev.lamplighter:type=RouteFiles", "Problems"))
                .hasSize(1);
    }

    @Test
    void opensAndClosesTheWindowThatIsRight() {
        await().atMost(ServiceHome.LONGEST)
                .until(() -> !account.ledger().calls("ec2", "StopInstances").isEmpty());

        assertThat(account.ledger().calls("ec2", "StartInstances")).hasSize(1);
        assertThat(account.ledger().calls("ec2", "AssociateAddress")).hasSize(1);
        await().atMost(ServiceHome.LONGEST)
                .until(() -> account.state(InitialFleet.MEDIA_SERVER).equals("stopped"));
        assertThat(account.state("i-0b1b2c3d4e5f60006")).isEqualTo("stopped");
    }

    @Test
    void publishesTheReportThatIsWholeAndAnswers() throws Exception {
        home.awaitLog(" published: ");
        for (String question : List.of("reserved-vs-on-demand", "data-transfer", "cost-by-tag")) {
            home.awaitLog("answered query=" + question);
        }

        CompositeData[] months =
                (CompositeData[]) view.attribute("dev.lamplighter:type=CostReports", "PublishedMonths");
        assertThat(months)
                .singleElement()
                .satisfies(shown -> assertThat(
                                List.of(shown.get("billingPeriod"), shown.get("assemblyId"), shown.get("rows")))
                        .isEqualTo(List.of(
                                month.toString(),
                                good.assemblyId(),
                                good.totals().rows())));
        assertThat(account.ask("SELECT count(*), count(DISTINCT billing_period) FROM cost_and_usage"))
                .isEqualTo(List.of(Long.toString(good.totals().rows()), "1"));
    }

    @Test
    void checkNamesTheMistakesOfWindowsAndRoutes() {
        ServiceHome.Ended check = home.run(
                "check",
                "--properties",
                home.path("sandbox.properties").toString(),
                "--properties",
                home.path("test.properties").toString());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output())
                .anyMatch(line -> line.startsWith("WINDOW-003  ") && line.contains("windows.yaml:5:5"))
                .anyMatch(line -> line.startsWith("ROUTE-") && line.contains("routes/operators-tick.camel.yaml"))
                .contains("2 to correct");
    }
}
