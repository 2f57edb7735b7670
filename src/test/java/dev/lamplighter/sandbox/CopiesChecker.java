package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.aws.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * Judges what two copies did together, by the calls that reached EC2 and by nothing that the service knows: each window's
 * machine was started once and stopped once, in time, whatever befell the copies. A second call is harmless only if a copy
 * had been stopped just before it: EC2 knows no fencing token, and leaves a machine that runs as it is.
 *
 * @param windows each with a machine of its own at a time
 * @param awakened when copies went on that had been stopped
 * @param away when nobody could have acted: both copies or the database were gone, and for the time of a takeover after
 */
record CopiesChecker(List<OneOffWindow> windows, List<Instant> awakened, List<Span> away) {
    /** From one holder to the next. */
    static final Duration GAP = Duration.ofSeconds(20);
    /** A call that was on its way when its sender was stopped reaches EC2 within this time after it goes on. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    /** A time from its begin to its end. */
    record Span(Instant from, Instant to) {
        boolean meets(Instant begin, Instant end) {
            return from.isBefore(end) && to.isAfter(begin);
        }
    }

    /** What was wrong, and what was harmless, a line each. */
    record Findings(List<String> wrong, List<String> harmless) {}

    Findings of(List<Call> ledger) {
        Findings findings = new Findings(new ArrayList<>(), new ArrayList<>());
        for (OneOffWindow window : windows) {
            List<Call> calls = ledger.stream()
                    .filter(Call::ok)
                    .filter(call -> call.at().isAfter(window.leadFrom().minusSeconds(2)))
                    .filter(call -> call.at().isBefore(next(window)))
                    .toList();
            expectOne(window, "start", window.leadFrom(), starts(window, calls), findings);
            expectOne(window, "stop", window.end(), stops(window, calls), findings);
        }
        return findings;
    }

    /** When the window's machine is next wanted. */
    private Instant next(OneOffWindow window) {
        return windows.stream()
                .filter(other -> other.instance().equals(window.instance()))
                .map(OneOffWindow::leadFrom)
                .filter(begin -> begin.isAfter(window.end()))
                .min(Instant::compareTo)
                .map(begin -> begin.minusSeconds(2))
                .orElse(Instant.MAX);
    }

    private static List<Call> starts(OneOffWindow window, List<Call> calls) {
        return calls.stream()
                .filter(call -> call.request() instanceof StartInstancesRequest start
                        && start.instanceIds().contains(window.instance()))
                .toList();
    }

    private static List<Call> stops(OneOffWindow window, List<Call> calls) {
        return calls.stream()
                .filter(call -> call.request() instanceof StopInstancesRequest stop
                        && stop.instanceIds().contains(window.instance()))
                .toList();
    }

    private void expectOne(OneOffWindow window, String what, Instant due, List<Call> calls, Findings findings) {
        String where = window.name() + " " + what + ", due at " + due + ": ";
        if (calls.isEmpty()) {
            findings.wrong().add(where + "lost");
            return;
        }
        Instant first = calls.get(0).at();
        if (first.isAfter(due.plus(GAP)) && away.stream().noneMatch(span -> span.meets(due, first))) {
            findings.wrong().add(where + "only at " + first);
        }
        for (Call again : calls.subList(1, calls.size())) {
            boolean isOfOneAwakened = awakened.stream()
                    .anyMatch(at -> !again.at().isBefore(at) && again.at().isBefore(at.plus(ON_ITS_WAY)));
            (isOfOneAwakened ? findings.harmless() : findings.wrong()).add(where + "again at " + again.at());
        }
    }
}
