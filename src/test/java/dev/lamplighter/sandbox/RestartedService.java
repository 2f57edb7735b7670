package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.sandbox.aws.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/** A service that is started after a power cut, in an account where the same machines are on; and what became of them. */
final class RestartedService implements AutoCloseable {
    private static final String LOST = " CONFIG-03[012]  .*";
    /** EC2's time and ours are told to the second. */
    private static final Duration EARLY = Duration.ofSeconds(1);

    private final String name;
    private final PowerCut cut;
    private final boolean damaged;
    private final TestAccount account;
    private final ServiceHome home;
    private final Map<String, String> pixels;
    private @Nullable ServiceProcess service;

    /** @param damaged whether more was done to the state database than a power cut does */
    RestartedService(String name, PowerCut cut, boolean damaged) {
        String folder = "power-" + name.replaceAll(",.*", "");
        this.name = name;
        this.cut = cut;
        this.damaged = damaged;
        account = new TestAccount(folder);
        home = ServiceHome.unpack(folder, PowerCuts.settings(folder));
        home.write("windows.yaml", cut.windows());
        cut.writeTo(PowerCuts.state(folder));
        pixels = home.pixels();
        account.ec2()
                .startInstances(start -> start.instanceIds(
                        cut.on().stream().map(OneOffWindow::instance).toList()));
    }

    void start() {
        service = home.start(account.endpoints());
    }

    /** Whether each machine that was on has been stopped, or told; or the service ended. */
    boolean isSettled() {
        boolean isUp = home.starts() > 0 && !home.pixels().isEmpty();
        return !Objects.requireNonNull(service).isAlive()
                || (isUp && cut.on().stream().allMatch(window -> !stops(window).isEmpty() || isAskedAbout(window)));
    }

    /** As a machine that runs after the journal was lost. */
    private boolean isAskedAbout(OneOffWindow window) {
        return isTold("WINDOW-175  " + window.instance());
    }

    void judge() {
        assertThat(Objects.requireNonNull(service).isAlive())
                .as(told("it lives"))
                .isTrue();
        assertThat(home.traces()).as(told("traces")).isEmpty();
        List<String> lost = home.log(line -> line.matches(".* ERROR .*" + LOST));
        if (lost.isEmpty()) {
            for (OneOffWindow window : cut.on()) {
                assertThat(stops(window))
                        .as(told("stops of " + window))
                        .singleElement()
                        .satisfies(stop -> assertThat(stop.at())
                                .as(told("end of " + window))
                                .isAfter(window.end().minus(EARLY)));
            }
        } else {
            assertThat(damaged).as(told("more than a power cut does: " + lost)).isTrue();
            assertThat(lost).as(told("coded lines")).hasSize(1);
            assertThat(isTold("CONFIG-03[012]"))
                    .as(told("an alert of what was lost"))
                    .isTrue();
        }
        assertThat(account.calls(StartInstancesRequest.class, request -> true))
                .as(told("starts"))
                .isEmpty();
        assertThat(home.pixels()).as(told("lights")).containsAllEntriesOf(pixels);
    }

    private List<Call> stops(OneOffWindow window) {
        return account.calls(
                StopInstancesRequest.class, request -> request.instanceIds().contains(window.instance()));
    }

    private boolean isTold(String what) {
        return home.log().stream().anyMatch(line -> line.matches(".* alert RAISED .*\\b" + what + "\\b.*"));
    }

    String told() {
        return told("after a power cut");
    }

    private String told(String what) {
        return what + " (" + name + ", " + cut.moment() + ", log in " + home.path("service.log") + ")";
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        account.close();
    }
}
