package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.ToldAlerts.Told;
import dev.lamplighter.sandbox.aws.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * Judges a service by its windows, by the calls that reached EC2 and by what a person was told, and by nothing else: each
 * occurrence was ready in time or told as late, each machine off in time or told, none opened early or cut short, none called
 * twice within 20 s. One window an instance at a time.
 *
 * @param windows all that were declared
 * @param grace of each of them
 * @param slack within which an alert has to come after its minute: the service may be dead or held at that time
 */
record WindowRecord(List<OneOffWindow> windows, Duration grace, Duration slack) {
    /** From the call to the state, in the stand-in. */
    private static final Duration PENDING = Duration.ofMillis(3500);

    private static final Duration STOPPING = Duration.ofSeconds(3);
    private static final Duration APART = Duration.ofSeconds(20);
    /** AWS tells its time to the second. */
    private static final Duration EARLY = Duration.ofSeconds(1);

    /** What was broken, a line each. */
    List<String> broken(List<Call> ledger, List<Told> told) {
        List<String> broken = new ArrayList<>();
        for (OneOffWindow window : windows) {
            List<Call> calls = ledger.stream()
                    .filter(Call::ok)
                    .filter(call -> isAbout(call.request(), window.instance()))
                    .toList();
            expectReadyOrTold(window, calls, told, broken);
            expectOffOrTold(window, calls, told, broken);
            expectWhole(window, calls, broken);
            expectApart(window, calls, broken);
        }
        return broken;
    }

    private static boolean isAbout(SdkRequest request, String instance) {
        return (request instanceof StartInstancesRequest start
                        && start.instanceIds().contains(instance))
                || (request instanceof StopInstancesRequest stop
                        && stop.instanceIds().contains(instance));
    }

    private static boolean isOn(List<Call> calls, Instant at) {
        return calls.stream()
                .filter(call -> !call.at().isAfter(at))
                .reduce((first, last) -> last)
                .filter(last -> last.request() instanceof StartInstancesRequest)
                .isPresent();
    }

    private void expectReadyOrTold(OneOffWindow window, List<Call> calls, List<Told> told, List<String> broken) {
        if (!isOn(calls, window.from().minus(PENDING)) && !isTold(window, told, window.from())) {
            broken.add(window.name() + " was not ready at " + window.from() + " and nobody was told");
        }
    }

    private void expectOffOrTold(OneOffWindow window, List<Call> calls, List<Told> told, List<String> broken) {
        Instant off = window.end().plus(grace);
        if (isOn(calls, off.minus(STOPPING)) && !isTold(window, told, off)) {
            broken.add(window.name() + " was not off at " + off + " and nobody was told");
        }
    }

    /** Told from the lead on, or from the end on, until the deadline and the slack have passed. */
    private boolean isTold(OneOffWindow window, List<Told> told, Instant deadline) {
        Instant since = deadline.isAfter(window.end()) ? window.end() : window.leadFrom();
        return told.stream()
                .filter(alert -> alert.isAbout(window.name()))
                .anyMatch(alert -> !alert.at().isBefore(since) && !alert.at().isAfter(deadline.plus(slack)));
    }

    private void expectWhole(OneOffWindow window, List<Call> calls, List<String> broken) {
        for (Call call : calls) {
            Instant at = call.at().plus(EARLY);
            boolean isStop = call.request() instanceof StopInstancesRequest;
            if (isStop && at.isAfter(window.leadFrom()) && at.isBefore(window.end())) {
                broken.add(window.name() + " was cut short at " + call.at() + ", its end is " + window.end());
            }
            if (!isStop && windowsOf(window.instance()).noneMatch(other -> other.wants(at))) {
                broken.add(window.instance() + " was started at " + call.at() + ", outside its windows");
            }
        }
    }

    private Stream<OneOffWindow> windowsOf(String instance) {
        return windows.stream().filter(window -> window.instance().equals(instance));
    }

    private static void expectApart(OneOffWindow window, List<Call> calls, List<String> broken) {
        for (int i = 1; i < calls.size(); i++) {
            if (Duration.between(calls.get(i - 1).at(), calls.get(i).at()).compareTo(APART.minus(EARLY)) < 0) {
                broken.add(
                        window.instance() + " was called at " + calls.get(i - 1).at() + " and again at "
                                + calls.get(i).at());
            }
        }
    }
}
