package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Error;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.load.SlotLoad;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides how many machines a slot has: one more when those that count were at a limit in two of the last three minutes, one less
 * when one fewer would have been clearly enough for a longer spell. One at a time; what isn't known never takes a machine away.
 */
public final class ScaleRules {
    /** How long CloudWatch may have no value of a machine that has warmed up. */
    private static final Duration MISSING = Duration.ofMinutes(10);

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final LoadReadings readings;
    private final Predicate<String> isHeld;

    /** @param isHeld whether an operator holds an instance on */
    public ScaleRules(PlanInput planInput, OccurrenceRecord entry, LoadReadings readings, Predicate<String> isHeld) {
        this.planInput = planInput;
        this.entry = entry;
        this.readings = readings;
        this.isHeld = isHeld;
    }

    /** Decides for each slot of an open occurrence that follows its load. */
    public List<ScaleDecision> decide(StreamingWindow window) {
        Map<String, List<LaunchSlot>> scaled = new LinkedHashMap<>();
        for (LaunchSlot slot : window.windowResources().launches()) {
            if (slot.scale() != null) {
                scaled.computeIfAbsent(slot.slot(), name -> new ArrayList<>()).add(slot);
            }
        }
        return scaled.values().stream()
                .map(machines -> decide(window, new ScaledSlot(planInput, entry, machines)))
                .toList();
    }

    private ScaleDecision decide(StreamingWindow window, ScaledSlot slot) {
        String have = slot.wanted().size() + " of " + slot.policy().range();
        Optional<SlotLoad> known = readings.of(entry.window(), entry.start(), slot.name());
        if (known.isEmpty() || planInput.isStale()) {
            return none(slot, have + ", no load is known yet");
        }
        SlotLoad load = known.get();
        if (load.isFailure()) {
            return unreadable(slot, load);
        }
        List<SlotLaunch> counted = slot.counted();
        List<String> ids = counted.stream().map(SlotLaunch::instanceId).toList();
        Optional<ScaleDecision> missing = missing(slot, load, counted);
        LoadMinutes minutes = new LoadMinutes(load, slot.policy().limits(), ids, planInput.now());
        if (minutes.isUnknown()) {
            return missing.orElseGet(() -> none(slot, have + ", no load is known yet"));
        }
        String now = have + " at " + minutes.words();
        Optional<LaunchSlot> warming = slot.warming();
        if (warming.isPresent()) {
            return missing.orElseGet(
                    () -> none(slot, now + ", waits until " + warming.get().name() + " has warmed up"));
        }
        return minutes.above(slot.lastChange())
                .map(words -> above(window, slot, have + " at " + words))
                .or(() -> missing)
                .orElseGet(() -> notAbove(slot, minutes, now));
    }

    private ScaleDecision above(StreamingWindow window, ScaledSlot slot, String now) {
        if (slot.wanted().size() >= slot.policy().maximum()) {
            return none(slot, now + ", and more are not allowed");
        }
        if (!planInput.now().plus(slot.policy().warmup()).isBefore(entry.end())) {
            return none(slot, now + ", and the window ends before one more has warmed up");
        }
        Optional<LaunchSlot> next = slot.next();
        if (next.isEmpty()) {
            return none(slot, now + ", waits until one of them has drained");
        }
        String name = next.get().name();
        int attempt = 1 + entry.lastLaunch(name).map(SlotLaunch::attempt).orElse(0);
        String machine = LaunchRules.resource(entry.window(), name);
        return LaunchCaps.problem(entry, window, machine, attempt, planInput.now())
                .map(cap -> new ScaleDecision(
                        entry.window(), resource(slot), RuleResult.alert(cap), null, AlertSeverity.ERROR))
                .orElseGet(() -> scaling(
                        slot,
                        name,
                        SlotScaling.Direction.OUT,
                        now + " in two of the last three minutes: one more, " + name));
    }

    private ScaleDecision notAbove(ScaledSlot slot, LoadMinutes minutes, String now) {
        Optional<LaunchSlot> draining = slot.draining(isHeld);
        if (draining.isPresent()) {
            return none(slot, now + ", " + draining.get().name() + " drains");
        }
        boolean isTooMany = slot.wanted().size() > slot.policy().minimum();
        if (!isTooMany || !minutes.isCalmWithOneFewer(slot.lastChange())) {
            return none(slot, now);
        }
        return slot.newest(isHeld)
                .map(SlotLaunch::slot)
                .map(name -> scaling(
                        slot,
                        name,
                        SlotScaling.Direction.IN,
                        now + ", and one fewer was clearly enough for 15 minutes: without " + name))
                .orElseGet(() -> none(slot, now + ", and what could be given up is held on"));
    }

    /** That CloudWatch has had no value of a machine for long, which keeps all of them on. */
    private Optional<ScaleDecision> missing(ScaledSlot slot, SlotLoad load, List<SlotLaunch> counted) {
        return counted.stream()
                .filter(launch -> !launch.requestedAt()
                        .plus(slot.policy().warmup())
                        .plus(MISSING)
                        .isAfter(planInput.now()))
                .flatMap(launch -> slot.policy().limits().stream()
                        .filter(limit -> load
                                .values()
                                .getOrDefault(limit, Map.of())
                                .getOrDefault(launch.instanceId(), Map.of())
                                .keySet()
                                .stream()
                                .noneMatch(minute -> minute.plus(MISSING).isAfter(planInput.now())))
                        .map(limit -> new Problem(
                                WindowProblemCode.LOAD_MISSING,
                                resource(slot),
                                "the number of its machines can't follow their load, and none is given up",
                                "CloudWatch has no " + limit.metric() + " in " + limit.namespace() + " of "
                                        + launch.instanceId() + " from the last ten minutes",
                                limit.isCpu()
                                        ? "see in JMX that the route windows-scale runs, and in the EC2 console that"
                                                + " detailed monitoring of the instance is on"
                                        : "have the machine put the metric once a minute, with InstanceId as its one"
                                                + " dimension")))
                .findFirst()
                .map(problem -> new ScaleDecision(
                        entry.window(), resource(slot), RuleResult.alert(problem), null, AlertSeverity.WARN));
    }

    private ScaleDecision unreadable(ScaledSlot slot, SlotLoad load) {
        boolean isDenied =
                Ec2Error.of(new Ec2CallException(load.failureCode(), load.failure(), null)) == Ec2Error.DENIED;
        return new ScaleDecision(
                entry.window(),
                resource(slot),
                RuleResult.alert(new Problem(
                        WindowProblemCode.LOAD_UNREADABLE,
                        resource(slot),
                        "the number of its machines can't follow their load, and none is given up",
                        "CloudWatch can't be asked: " + load.failure(),
                        isDenied
                                ? "allow cloudwatch:GetMetricData (docs/reference/iam-policy.json), or renew the"
                                        + " credentials"
                                : "check the network, the credentials and the region; it is asked again every minute")),
                null,
                isDenied ? AlertSeverity.ERROR : AlertSeverity.WARN);
    }

    private ScaleDecision scaling(ScaledSlot slot, String machine, SlotScaling.Direction direction, String reason) {
        return new ScaleDecision(
                entry.window(),
                resource(slot),
                RuleResult.of(Action.NONE, reason),
                new SlotScaling(machine, direction, planInput.now().truncatedTo(ChronoUnit.MICROS), reason),
                AlertSeverity.WARN);
    }

    private ScaleDecision none(ScaledSlot slot, String reason) {
        return ScaleDecision.none(entry.window(), resource(slot), reason);
    }

    private String resource(ScaledSlot slot) {
        return LaunchRules.resource(entry.window(), slot.name());
    }
}
