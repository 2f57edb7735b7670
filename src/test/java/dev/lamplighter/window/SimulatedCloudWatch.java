package dev.lamplighter.window;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.load.LoadQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What CloudWatch has measured: a value for each instance, metric and minute, published a while after the minute. */
final class SimulatedCloudWatch {
    private final SimulatedClock clock;
    private final Map<String, Map<Instant, Double>> values = new HashMap<>();

    /** How long after a minute its value can be read. */
    Duration lag = Duration.ofMinutes(1);

    /** The error code of every answer; empty for answers. */
    String refusal = "";

    int calls;

    SimulatedCloudWatch(SimulatedClock clock) {
        this.clock = clock;
    }

    void put(String instanceId, String metric, Instant minute, double value) {
        values.computeIfAbsent(instanceId + " " + metric, key -> new HashMap<>())
                .put(minute, value);
    }

    /** As the route does with CloudWatch's answer. */
    void answer(LoadQuestion question, LoadWatch loads) {
        calls++;
        if (!refusal.isEmpty()) {
            loads.failed(question, refusal, "GetMetricData refused: " + refusal + ": simulated");
            return;
        }
        Map<LoadLimit, Map<String, Map<Instant, Double>>> answer = new HashMap<>();
        for (LoadLimit limit : question.limits()) {
            for (String id : question.instanceIds()) {
                Map<Instant, Double> known = new HashMap<>();
                values.getOrDefault(id + " " + limit.metric(), Map.of()).forEach((minute, value) -> {
                    boolean isAsked = !minute.isBefore(question.from()) && minute.isBefore(question.to());
                    Instant published = minute.plus(Duration.ofMinutes(1)).plus(lag);
                    if (isAsked && !published.isAfter(clock.trueTime())) {
                        known.put(minute, value);
                    }
                });
                answer.computeIfAbsent(limit, any -> new HashMap<>()).put(id, known);
            }
        }
        loads.answered(question, answer);
    }
}
