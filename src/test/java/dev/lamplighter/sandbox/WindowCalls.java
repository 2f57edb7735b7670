package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.aws.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * Judges the calls that reached EC2: none cut a window short, none started a machine outside its windows, and no machine was
 * called twice within 20 s. Whether they were in time is for
 * {@link dev.lamplighter.window.completeness.AlertCompleteness}.
 *
 * @param windows all that were declared, one a machine at a time
 */
record WindowCalls(List<OneOffWindow> windows) {
    private static final Duration APART = Duration.ofSeconds(20);
    /** AWS tells its time to the second. */
    private static final Duration EARLY = Duration.ofSeconds(1);

    /** What was wrong, a line each. */
    List<String> objections(List<Call> ledger) {
        List<String> objections = new ArrayList<>();
        windows.stream().map(OneOffWindow::instance).distinct().forEach(instance -> {
            List<OneOffWindow> its = windows.stream()
                    .filter(window -> window.instance().equals(instance))
                    .toList();
            List<Call> calls = ledger.stream()
                    .filter(Call::ok)
                    .filter(call -> isStart(call.request(), instance) || isStop(call.request(), instance))
                    .toList();
            expectWhole(instance, its, calls, objections);
            expectApart(instance, calls, objections);
        });
        return objections;
    }

    private static boolean isStart(SdkRequest request, String instance) {
        return request instanceof StartInstancesRequest start
                && start.instanceIds().contains(instance);
    }

    private static boolean isStop(SdkRequest request, String instance) {
        return request instanceof StopInstancesRequest stop
                && stop.instanceIds().contains(instance);
    }

    private static void expectWhole(
            String instance, List<OneOffWindow> its, List<Call> calls, List<String> objections) {
        for (Call call : calls) {
            Instant at = call.at().plus(EARLY);
            if (isStart(call.request(), instance)
                    && its.stream().noneMatch(window -> window.wants(call.at()) || window.wants(at))) {
                objections.add(instance + " was started at " + call.at() + ", outside its windows");
            }
            if (isStop(call.request(), instance)) {
                its.stream()
                        .filter(window -> at.isAfter(window.leadFrom()) && at.isBefore(window.end()))
                        .forEach(window -> objections.add(
                                window.name() + " was cut short at " + call.at() + ", its end is " + window.end()));
            }
        }
    }

    private static void expectApart(String instance, List<Call> calls, List<String> objections) {
        for (int i = 1; i < calls.size(); i++) {
            Instant before = calls.get(i - 1).at();
            Instant at = calls.get(i).at();
            if (Duration.between(before, at).compareTo(APART.minus(EARLY)) < 0) {
                objections.add(instance + " was called at " + before + " and again at " + at);
            }
        }
    }
}
