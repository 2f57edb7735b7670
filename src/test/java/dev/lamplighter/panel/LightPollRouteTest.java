package dev.lamplighter.panel;

import static dev.lamplighter.panel.Fleets.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.fleet.PollProcessor;
import dev.lamplighter.fleet.PolledFleets;
import dev.lamplighter.fleet.check.CheckBoard;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The route as it is shipped, from its own file, with the stock aws2-ec2 component. */
final class LightPollRouteTest {
    private static final PanelGeometry ROW = new PanelGeometry(4, 1);

    @TempDir
    Path folder;

    private final PagedEc2 ec2 = new PagedEc2();
    private final ManualTicks ticks = new ManualTicks(NOON);
    private final RecordingPanel driver = new RecordingPanel(ROW);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor();
    private PanelUpdater panel;

    @BeforeEach
    void load() throws Exception {
        PanelSettings settings = PanelSettings.of(new Settings(Map.of("panel.pixels-file", "pixels.json"), folder));
        panel = new PanelUpdater(FleetPicture.open(settings, ROW, Duration.ofSeconds(10), NOON), driver, ticks, ticks);
        camel.getRegistry().bind("ec2Client", ec2);
        LightSettings light = LightSettings.of(new Settings(Map.of("light.page-size", "5"), folder));
        PolledFleets fleets = new PolledFleets(light);
        CheckBoard board = new CheckBoard(List.of(), ticks);
        PollProcessor steps = new PollProcessor(fleets, ticks, ticks);
        LedProcessor panelSteps = new LedProcessor(panel);
        Map<String, Processor> processors = Map.of(
                "fleetStatuses", steps::statuses,
                "fleetDescriptions", steps::descriptions,
                "fleetSnapshot", steps::snapshot,
                "pollBackOff", steps::backOff,
                "statusChecks", exchange -> PollProcessor.check(exchange, board::update),
                "ledPanel", panelSteps::show,
                "missedPoll", panelSteps::missed);
        processors.forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind("pollThreads", threads);
        Properties properties = new Properties();
        properties.setProperty("light.poll-period", "1h");
        camel.getPropertiesComponent().setInitialProperties(properties);
        for (String file : List.of("light-errors", "templates/light-poll")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("file:routes/" + file + ".camel.yaml"));
        }
        camel.addRouteFromTemplate(
                "light-poll", "light-poll", Map.of("poll", "light-poll", "source", "", "client", "ec2Client"));
    }

    @AfterEach
    void stop() {
        camel.stop();
        threads.shutdownNow();
    }

    @Test
    void readsEveryPageIntoOneFleet() throws Exception {
        ec2.pages = List.of(List.of("i-a=running", "i-b=stopped"), List.of("i-c=pending"), List.of("i-d=stopping"));

        Exchange done = poll();
        ticks.run();

        assertThat(done.getException()).isNull();
        assertThat(driver.frames).hasSize(1);
        assertThat(driver.last().rows()).containsExactly("#0000ff #ff0000 #00ff00 #ffff00");
        assertThat(ec2.requests)
                .extracting(DescribeInstanceStatusRequest::nextToken)
                .containsExactly(null, "token-1", "token-2");
        assertThat(ec2.requests)
                .extracting(DescribeInstanceStatusRequest::maxResults)
                .containsOnly(5);
        assertThat(ec2.requests)
                .extracting(DescribeInstanceStatusRequest::includeAllInstances)
                .containsOnly(true);
        assertThat(ec2.descriptions)
                .as("nothing was known, so all were described")
                .hasSize(3);
    }

    @Test
    void describesOnlyWhoIsNewOrHasChangedUntilAllAreDueAgain() throws Exception {
        ec2.pages = List.of(List.of("i-a=pending", "i-b=running"));
        poll();
        poll();
        assertThat(ec2.descriptions).hasSize(1);

        ec2.pages = List.of(List.of("i-a=running", "i-b=running", "i-c=pending"));
        poll();
        assertThat(ec2.descriptions).hasSize(2);
        assertThat(ec2.descriptions.get(1).filters())
                .singleElement()
                .satisfies(filter -> assertThat(filter.values()).containsExactly("i-a", "i-c"));

        ticks.advance(Duration.ofMinutes(5));
        poll();
        assertThat(ec2.descriptions).hasSize(3);
        assertThat(ec2.descriptions.get(2)).returns(5, DescribeInstancesRequest::maxResults);
    }

    @Test
    void changesNothingWhenDescriptionsFailAndAsksForThemAgain() throws Exception {
        ec2.pages = List.of(List.of("i-a=running"));
        poll();
        ec2.pages = List.of(List.of("i-a=running", "i-b=running"));
        ec2.descriptionFailure = Ec2Exception.builder().statusCode(500).build();
        poll();
        assertThat(panel.picture().instances()).isEqualTo(1);
        assertThat(panel.picture().missedPolls()).isEqualTo(1);

        ec2.descriptionFailure = null;
        poll();
        assertThat(panel.picture().instances()).isEqualTo(2);
    }

    @Test
    void leavesEc2AloneForAWhileAfterItWasThrottledAndCountsThosePollsAsMissed() throws Exception {
        ec2.pages = List.of(List.of("i-a=running"));
        throttle(0);
        poll();
        poll();
        assertThat(ec2.requests).hasSize(1);
        assertThat(panel.picture().missedPolls()).isEqualTo(2);

        ticks.advance(Duration.ofSeconds(15));
        poll();
        assertThat(ec2.requests).as("10 s and up to half of that are over").hasSize(2);
        ticks.advance(Duration.ofSeconds(19));
        poll();
        assertThat(ec2.requests).as("twice as long the second time").hasSize(2);
    }

    @Test
    void beginsEveryPollWithTheFirstPage() throws Exception {
        ec2.pages = List.of(List.of("i-a=running"), List.of("i-b=running"));
        poll();
        poll();
        assertThat(ec2.requests)
                .extracting(DescribeInstanceStatusRequest::nextToken)
                .containsExactly(null, "token-1", null, "token-1");
    }

    @Test
    void showsAnEmptyFleetAsADarkPanel() throws Exception {
        poll();
        ticks.run();
        assertThat(driver.last()).isEqualTo(Frame.dark(ROW));
        assertThat(panel.picture().lastPollAt()).hasValue(NOON);
        assertThat(ec2.requests).hasSize(1);
    }

    @Test
    void countsAnInstanceOnTwoPagesOnceAsDescribedLast() throws Exception {
        ec2.pages = List.of(List.of("i-a=pending"), List.of("i-a=running"));
        poll();
        ticks.run();
        assertThat(driver.last().rows()).containsExactly("#0000ff #000000 #000000 #000000");
    }

    @Test
    void leavesEveryPixelAsItIsWhenTheSecondPageFails() throws Exception {
        ec2.pages = List.of(List.of("i-a=running", "i-b=running"), List.of("i-c=running"));
        poll();
        List<PixelAssignment> before = panel.picture().assignments();
        ec2.pages = List.of(List.of("i-a=stopped"), List.of("i-c=running"));
        throttle(1);
        ticks.advance(Duration.ofDays(2));

        Exchange failed = poll();

        assertThat(panel.picture().assignments()).isEqualTo(before);
        assertThat(panel.picture().missedPolls()).isEqualTo(1);
        assertThat(panel.picture().layout().lit())
                .hasSize(3)
                .allMatch(ownedPixel -> ownedPixel.state().awsName().equals("running"));
        assertThat(ec2.requests).hasSize(4);
        assertThat(failed.getException())
                .as("handled, so that nobody logs it again")
                .isNull();
        assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isSameAs(ec2.failure);
    }

    @Test
    void recoversWithTheNextPoll() throws Exception {
        ec2.pages = List.of(List.of("i-a=running"));
        throttle(0);
        poll();
        poll();
        ec2.failingPage = -1;
        ticks.advance(Duration.ofMinutes(1));
        poll();
        ticks.run();
        assertThat(panel.picture().missedPolls()).isZero();
        assertThat(driver.last().rows()).containsExactly("#0000ff #000000 #000000 #000000");
    }

    @Test
    void letsAnEventNotifierSeeTheFailure() throws Exception {
        Failures failures = new Failures();
        camel.getManagementStrategy().addEventNotifier(failures);
        throttle(0);
        poll();
        ec2.failingPage = -1;
        ticks.advance(Duration.ofMinutes(1));
        poll();
        assertThat(failures.handled).isEqualTo(1);
        assertThat(failures.caughtWhenCompleted).isEqualTo(1);
        assertThat(failures.completed).isEqualTo(2);
    }

    @Test
    void endsAPollWhosePagesWouldNeverEnd() throws Exception {
        ec2.sameTokenForEver = true;
        poll();
        assertThat(ec2.requests).hasSize(2);
        assertThat(panel.picture().missedPolls()).isEqualTo(1);
        assertThat(panel.picture().frame(NOON).note()).startsWith("NO_POLL_YET");
    }

    @Test
    void isWoundUpByItsTimer() {
        ec2.pages = List.of(List.of("i-a=running"));
        camel.start();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> panel.picture().lastPollAt().isPresent());
    }

    private Exchange poll() throws Exception {
        if (!camel.isStarted()) {
            AdviceWith.adviceWith(camel, "light-poll", route -> route.replaceFromWith("direct:poll"));
            camel.start();
        }
        return camel.createProducerTemplate().send("direct:poll", ExchangePattern.InOnly, exchange -> {});
    }

    private void throttle(int page) {
        ec2.failingPage = page;
        ec2.failure = (RuntimeException) Ec2Exception.builder()
                .statusCode(503)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("RequestLimitExceeded")
                        .build())
                .build();
    }

    /** What a health check by event notifier can see. */
    private static final class Failures extends EventNotifierSupport {
        int handled;
        int completed;
        int caughtWhenCompleted;

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeFailureHandledEvent) {
                handled++;
            }
            if (event instanceof CamelEvent.ExchangeCompletedEvent end) {
                completed++;
                caughtWhenCompleted += end.getExchange().getProperty(Exchange.EXCEPTION_CAUGHT) == null ? 0 : 1;
            }
        }
    }
}
