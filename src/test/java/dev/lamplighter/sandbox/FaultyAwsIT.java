package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.aws.FaultHook;
import dev.lamplighter.sandbox.aws.FaultScript;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportVersion;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;

/** One life of the service in which everything goes wrong that AWS does wrong, several things at a time. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the service is started before all tests
final class FaultyAwsIT {
    private static final String BASTION = "i-0b1b2c3d4e5f60006";
    private static final String BASTION_INTERFACE = "eni-0b1b2c3d4e5f60006";
    /** How often a start is refused, the SDK's own repetitions aside. */
    private static final int CAPACITY_FAILURES = 2;
    /** What lies further apart is not one of the SDK's repetitions, which it makes when there is no answer or a 5xx. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);

    /** Has begun when the service starts; the window itself begins when the service is up. */
    private static final Duration LEAD = Duration.ofSeconds(30);

    private static final Duration LENGTH = Duration.ofSeconds(75);

    private final YearMonth month = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
    private final FaultScript faults = new FaultScript();
    private final Scarcity scarcity = new Scarcity();
    private TestAccount account;
    private Relay s3;
    private ServiceHome home;
    private ServiceProcess service;
    private ServiceJmxClient view;
    private PanelMXBean panel;

    @BeforeAll
    void start() throws Exception {
        SandboxLake.shared().engine().start();
        account = new TestAccount("faulty", athena -> new OnceFailingAthena(athena, "inbound_cost"));
        account.deliver(CostReportSpec.of("hourly", month).withRows(2_000).withVersion(ReportVersion.monthToDate(5)));
        s3 = Relay.to(account.s3Endpoint());
        faults.fail(
                "ec2",
                "AssociateAddress",
                1,
                SimulatedAwsError.badRequest(
                        "InvalidNetworkInterface.InUse", "The network interface is being attached."));
        faults.loseAnswer("ec2", "StartInstances", 1);
        account.faults(scarcity);
        home = ServiceHome.unpack("faulty", account.costSettings());
        Instant from = Instant.now().plus(LEAD);
        home.write(
                "windows.yaml",
                "windows:\n"
                        + window("scarce", from, InitialFleet.MEDIA_SERVER, Map.of())
                                .yaml()
                        + window("unlucky", from, BASTION, Map.of(InitialFleet.SECOND_ADDRESS, BASTION_INTERFACE))
                                .yaml());
        service = home.startAndAwait(account.endpoints(s3.endpoint()));
        Patience patience = new Patience(ServiceHome.LONGEST, service::isAlive);
        view = patience.until(() -> ServiceJmxClient.attach(service.pid()), seen -> true);
        panel = view.feature("Panel", PanelMXBean.class);
    }

    private static OneOffWindow window(String name, Instant from, String instance, Map<String, String> addresses) {
        return new OneOffWindow(name, from, LENGTH, LEAD, instance, addresses);
    }

    @AfterAll
    void stop() throws Exception {
        service.close();
        s3.close();
        account.close();
    }

    @Test
    @Order(1)
    void lightAndWindowsGoOnWhileS3IsOutOfReach() {
        await().atMost(ServiceHome.LONGEST).until(() -> s3.refused() > 0);
        await().atMost(ServiceHome.LONGEST).until(() -> panel.getFramesShown() > 0);
        await().atMost(ServiceHome.LONGEST).until(() -> account.state(BASTION).equals("running"));

        assertThat(home.log(line -> line.contains(" published: "))).isEmpty();
        assertThat(home.complaints())
                .filteredOn(line -> line.contains("COST-"))
                .isNotEmpty()
                .allMatch(line -> line.contains("COST-100  cost reports  "));
        assertThat(panel.getFreshness()).isEqualTo("FRESH");
        s3.mend();
        home.awaitLog(" published: ");
    }

    @Test
    @Order(2)
    void aQueryThatFailsCostsOneLineAndIsAskedAgainAfterTheNextPublication() {
        home.awaitLog("answered query=reserved-vs-on-demand");
        home.awaitLog("answered query=cost-by-tag");
        home.awaitLog("COST-123");
        assertThat(home.log(line -> line.contains("COST-123")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("data-transfer", "Query exhausted resources at this scale factor"));

        Delivery next = account.deliver(CostReportSpec.of("hourly", month)
                .withRows(2_000)
                .withVersion(ReportVersion.monthToDate(6).redelivered(1)));

        home.awaitLog("because of assembly " + next.assemblyId());
        home.awaitLog("answered query=data-transfer");
        assertThat(account.ask("SELECT count(*) FROM cost_and_usage"))
                .isEqualTo(List.of(Long.toString(next.totals().rows())));
    }

    @Test
    @Order(3)
    void thePanelAgesWhileEc2ThrottlesAndForgetsNoPixel() {
        Map<String, String> pixels = home.pixels();
        assertThat(pixels).isNotEmpty();
        scarcity.throttled = true;
        await().atMost(ServiceHome.LONGEST).until(() -> panel.getMissedPolls() >= 2);
        assertThat(panel.getFreshness()).isIn("STALE", "LOST");
        scarcity.throttled = false;
        await().atMost(ServiceHome.LONGEST).until(() -> panel.getFreshness().equals("FRESH"));

        assertThat(home.pixels()).isEqualTo(pixels);
        assertThat(home.complaints())
                .filteredOn(line -> line.contains("LIGHT-001"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" WARN ", "RequestLimitExceeded"));
        assertThat(home.log(line -> line.contains("polls of EC2 succeed again")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" INFO "));
    }

    @Test
    @Order(4)
    void aStartWhoseAnswerIsLostIsNotAskedForAgainLater() {
        List<Call> starts = starts(BASTION);

        assertThat(starts).first().extracting(Call::outcome).isEqualTo(Call.NO_ANSWER);
        assertThat(rounds(times(starts)))
                .as("only the SDK's own repetition, at once: " + starts)
                .hasSize(1);
    }

    @Test
    @Order(5)
    void anAddressThatCouldNotBeAssociatedIsAssociatedLater() {
        await().atMost(ServiceHome.LONGEST)
                .until(() -> BASTION_INTERFACE.equals(account.addresses().get(InitialFleet.SECOND_ADDRESS)));

        List<Call> calls = account.calls(AssociateAddressRequest.class, request -> true);
        assertThat(calls).extracting(Call::outcome).containsExactly("InvalidNetworkInterface.InUse", Call.OK);
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at())).isGreaterThan(LEAST_PAUSE);
        expectOneProblem(InitialFleet.SECOND_ADDRESS);
    }

    @Test
    @Order(6)
    void aStartThatFindsNoCapacityIsTriedAgainInPeaceUntilThereIsSome() {
        await().atMost(ServiceHome.LONGEST)
                .until(() -> starts(InitialFleet.MEDIA_SERVER).stream()
                        .anyMatch(call -> call.outcome().equals(Call.OK)));

        List<Call> starts = starts(InitialFleet.MEDIA_SERVER);
        assertThat(starts).last().extracting(Call::outcome).isEqualTo(Call.OK);
        assertThat(rounds(times(starts))).as("rounds of " + starts).hasSize(CAPACITY_FAILURES + 1);
        expectOneProblem(InitialFleet.MEDIA_SERVER);
    }

    @Test
    @Order(7)
    void bothWindowsCloseInTheEndAndNothingEndsInAStackTrace() {
        for (String instance : List.of(InitialFleet.MEDIA_SERVER, BASTION)) {
            await().atMost(ServiceHome.LONGEST)
                    .until(() -> account.state(instance).equals("stopped"));
        }

        assertThat(account.ledger().calls("ec2", "StopInstances")).hasSize(2);
        assertThat(home.complaints())
                .as("nothing else was worth a line")
                .allMatch(line -> line.matches(".* (LIGHT-001|WINDOW-108|WINDOW-111|COST-100|COST-123)  .*"))
                .noneMatch(line -> line.contains("DirectConsumerNotAvailable"));
        assertThat(home.traces()).isEmpty();
    }

    private void expectOneProblem(String resource) {
        assertThat(home.log(line -> line.contains("WINDOW-108  " + resource)))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" WARN "));
    }

    /** First calls after a pause. */
    private static List<Instant> rounds(List<Instant> calls) {
        List<Instant> rounds = new ArrayList<>();
        Instant last = Instant.EPOCH;
        for (Instant call : calls) {
            if (call.isAfter(last.plus(LEAST_PAUSE))) {
                rounds.add(call);
            }
            last = call;
        }
        return rounds;
    }

    private static boolean isStartOf(SdkRequest request, String instance) {
        return request instanceof StartInstancesRequest start
                && start.instanceIds().contains(instance);
    }

    private static List<Instant> times(List<Call> calls) {
        return calls.stream().map(Call::at).toList();
    }

    private List<Call> starts(String instance) {
        return account.calls(
                StartInstancesRequest.class, request -> request.instanceIds().contains(instance));
    }

    /** Refuses the light's polls while throttled, the first starts of one instance, and leaves the rest to the script. */
    private final class Scarcity implements FaultHook {
        private volatile boolean throttled;

        @Override
        public void before(String called, String operation, SdkRequest request) throws InterruptedException {
            if (throttled && request instanceof DescribeInstanceStatusRequest) {
                throw SimulatedAwsError.requestLimitExceeded();
            }
            if (isStartOf(request, InitialFleet.MEDIA_SERVER) && isScarce(Instant.now())) {
                throw SimulatedAwsError.insufficientInstanceCapacity();
            }
            faults.before(called, operation, request);
        }

        private boolean isScarce(Instant now) {
            List<Instant> calls = new ArrayList<>(times(starts(InitialFleet.MEDIA_SERVER)));
            calls.add(now);
            return rounds(calls).size() <= CAPACITY_FAILURES;
        }

        @Override
        public void after(String called, String operation, SdkRequest request) throws InterruptedException {
            faults.after(called, operation, request);
        }
    }
}
