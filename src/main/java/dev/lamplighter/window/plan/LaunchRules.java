package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.startup.CheckedStartupPackage;
import dev.lamplighter.window.startup.PlaceholderValues;
import dev.lamplighter.window.startup.UserData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an occurrence does about its slots: launches one instance in each that it wants, in order, each when the one before is ready.
 * As soon as the instance of a slot is known, the rules for instances decide about it. An answer of EC2 that got lost is found
 * again by the client token; asking again with the same token launches nothing twice.
 */
public final class LaunchRules {
    /** How long EC2's answers may lag behind (AWS: "Ensure idempotency", "Eventual consistency"). */
    public static final Duration LAG = Duration.ofMinutes(5);

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final Map<String, LaunchedInstance> found;
    private final LaunchedSlots slots;
    private final BiFunction<Path, PlaceholderValues, CheckedStartupPackage> packages;

    /**
     * Makes the rules for one pass.
     *
     * @param found what EC2 shows of the launches without an answer, by client token
     * @param elasticIps by allocation id, as just described; empty if EC2 could not be called
     * @param packages builds a startup package
     */
    public LaunchRules(
            PlanInput planInput,
            OccurrenceRecord entry,
            Map<String, LaunchedInstance> found,
            Optional<Map<String, DescribedElasticIp>> elasticIps,
            BiFunction<Path, PlaceholderValues, CheckedStartupPackage> packages) {
        this.planInput = planInput;
        this.entry = entry;
        this.found = Map.copyOf(found);
        this.slots = new LaunchedSlots(planInput, entry, elasticIps);
        this.packages = packages;
    }

    /** How a slot is called outside its window. */
    public static String resource(String window, String slot) {
        return window + "/" + slot;
    }

    /**
     * Decides while the occurrence is open, for each slot without an instance.
     *
     * @param window null if it is no longer declared; then nothing more is launched
     */
    public List<LaunchDecision> opening(@Nullable StreamingWindow window) {
        if (window == null) {
            return searched();
        }
        List<LaunchDecision> decisions = new ArrayList<>();
        List<LaunchSlot> before = new ArrayList<>();
        for (LaunchSlot slot : window.windowResources().launches()) {
            Optional<SlotLaunch> last = entry.lastLaunch(slot.name());
            if (!entry.wants(slot)) {
                last.filter(launch -> launch.phase() == SlotLaunch.Phase.LAUNCHED)
                        .flatMap(launch -> launched(slot, launch))
                        .ifPresent(decisions::add);
                continue;
            }
            Optional<String> waitsFor = before.stream()
                    // One more for the load doesn't wait for those that it is to relieve.
                    .filter(other -> !slot.isBeyondMinimum() || !other.slot().equals(slot.slot()))
                    .map(LaunchSlot::name)
                    .findFirst();
            Optional<LaunchDecision> decision = last.isEmpty()
                    ? Optional.of(launch(window, slot, NextLaunch.FIRST, waitsFor))
                    : decide(window, slot, last.get(), waitsFor);
            decision.ifPresent(decisions::add);
            if (!slot.isBeyondMinimum() && !slots.isReady(window, slot, last)) {
                before.add(slot);
            }
        }
        for (LaunchDecision searched : searched()) {
            if (decisions.stream().noneMatch(known -> known.resource().equals(searched.resource()))) {
                decisions.add(searched);
            }
        }
        return decisions;
    }

    /** Decides after the end, for each launch without an answer: its instance is looked for, to be terminated. */
    public List<LaunchDecision> closing() {
        return searched();
    }

    private List<LaunchDecision> searched() {
        return entry.unanswered().stream().map(this::search).toList();
    }

    private LaunchDecision search(SlotLaunch launch) {
        LaunchedInstance instance = found.get(launch.clientToken());
        if (instance != null) {
            return adopted(launch, instance);
        }
        if (isLookedFor(launch)) {
            return decision(
                    launch.slot(), RuleResult.of(Action.WAIT, "EC2's answer got lost; looked for by its token"), null);
        }
        return decision(
                launch.slot(),
                RuleResult.of(Action.NONE, "no instance has shown up for its token"),
                launch.neverSeen(now()));
    }

    private LaunchDecision adopted(SlotLaunch launch, LaunchedInstance instance) {
        return decision(
                launch.slot(),
                RuleResult.of(Action.WAIT, instance.id() + " was found by its client token"),
                launch.launched(instance.id(), instance.eni()));
    }

    /** Whether EC2 may not show yet what it was asked for. */
    private boolean isLookedFor(SlotLaunch launch) {
        return planInput
                .lastCall(resource(entry.window(), launch.slot()))
                .filter(call -> call.isWithin(LAG, planInput.now()))
                .isPresent();
    }

    private Optional<LaunchDecision> decide(
            StreamingWindow window, LaunchSlot slot, SlotLaunch last, Optional<String> waitsFor) {
        return switch (last.phase()) {
            case LAUNCHED -> launched(slot, last);
            case REQUESTED -> Optional.of(unanswered(window, slot, last, waitsFor));
            case REFUSED -> Optional.of(launch(window, slot, NextLaunch.afterRefusal(last), waitsFor));
            case ENDED, NEVER_SEEN -> Optional.of(launch(window, slot, NextLaunch.afterLoss(last), waitsFor));
        };
    }

    private Optional<LaunchDecision> launched(LaunchSlot slot, SlotLaunch last) {
        Optional<Instance> instance = planInput.instance(last.instanceId());
        if (instance.filter(LaunchRules::isGone).isPresent()) {
            return Optional.of(decision(
                    slot.name(),
                    RuleResult.of(
                            Action.WAIT,
                            last.instanceId() + " was terminated, " + Ec2StateProblems.because(instance.get())),
                    last.ended(now())));
        }
        if (!last.eni().isEmpty()) {
            return Optional.empty();
        }
        return planInput.describedInstances().interfaces().entrySet().stream()
                .filter(one -> one.getValue().equals(last.instanceId()))
                .map(one -> decision(
                        slot.name(),
                        RuleResult.of(Action.WAIT, "its network interface is known now"),
                        last.launched(last.instanceId(), one.getKey())))
                .findFirst();
    }

    private LaunchDecision unanswered(
            StreamingWindow window, LaunchSlot slot, SlotLaunch last, Optional<String> waitsFor) {
        LaunchedInstance instance = found.get(last.clientToken());
        if (instance != null) {
            return adopted(last, instance);
        }
        LaunchDecision again = launch(window, slot, NextLaunch.again(last), waitsFor);
        boolean isSame = again.launchRequest()
                .filter(request -> request.clientToken().equals(last.clientToken()))
                .isPresent();
        if (isSame || again.action() != Action.RUN) {
            return again;
        }
        // Something of it was changed since, so that it can't be asked for with the same token.
        return isLookedFor(last)
                ? decision(
                        slot.name(), RuleResult.of(Action.WAIT, "EC2's answer got lost; looked for by its token"), null)
                : launch(window, slot, NextLaunch.afterLoss(last), waitsFor);
    }

    /** Launches, unless it is too early, too much, or something is wrong with the package. */
    private LaunchDecision launch(StreamingWindow window, LaunchSlot slot, NextLaunch next, Optional<String> waitsFor) {
        String resource = resource(entry.window(), slot.name());
        if (planInput.now().isBefore(entry.start().minus(slot.lead()))) {
            return waiting(slot, "its own lead has not begun");
        }
        if (waitsFor.isPresent()) {
            return waiting(slot, "waits for " + waitsFor.get());
        }
        Optional<Problem> cap = LaunchCaps.problem(entry, window, resource, next.attempt(), planInput.now());
        if (cap.isPresent()) {
            return decision(slot.name(), RuleResult.alert(cap.get()), null);
        }
        Optional<LastCall> call = planInput.lastCall(resource);
        if (call.isPresent() && isTooSoon(call.get(), next, slot)) {
            return waiting(slot, "a while after " + next.words());
        }
        if (planInput.isStale()) {
            return waiting(slot, "the data is stale");
        }
        Optional<CheckedStartupPackage> built =
                slot.startupPackage().map(path -> packages.apply(path, slots.values(window, slot)));
        if (built.isPresent() && built.get().userData().isEmpty()) {
            return decision(slot.name(), RuleResult.alert(unusable(resource, built.get())), null);
        }
        Optional<UserData> userData = built.flatMap(CheckedStartupPackage::userData);
        LaunchRequest request =
                LaunchRequests.of(entry, slot, next.attempt(), next.generation(), next.choice(), userData);
        SlotLaunch launch = SlotLaunch.requested(
                slot.name(),
                next.attempt(),
                next.generation(),
                request.clientToken(),
                userData.map(UserData::sha256).orElse(""),
                next.choice(),
                now());
        return new LaunchDecision(
                entry.window(),
                resource,
                RuleResult.of(Action.RUN, next.because(slot)),
                next.following(launch),
                request);
    }

    private boolean isTooSoon(LastCall call, NextLaunch next, LaunchSlot slot) {
        SlotLaunch before = next.before();
        return call.isWithin(PlanInput.SPACING, planInput.now())
                || (before != null
                        && call.isWithin(RetryBackoff.after(call, before.refusals(), slot.choices()), planInput.now()));
    }

    private static Problem unusable(String resource, CheckedStartupPackage built) {
        Problem first = built.findings().problems().get(0);
        return new Problem(
                WindowProblemCode.LAUNCH_PACKAGE,
                resource,
                "nothing is launched, since its startup package can't be built",
                first.where() + ": " + first.what() + ": " + first.why(),
                first.fix());
    }

    /** Whether it can never run again. */
    public static boolean isGone(Instance instance) {
        return instance.state() == InstanceState.TERMINATED || instance.state() == InstanceState.SHUTTING_DOWN;
    }

    /** As exact as the journal keeps it. */
    private Instant now() {
        return planInput.now().truncatedTo(ChronoUnit.MICROS);
    }

    private LaunchDecision waiting(LaunchSlot slot, String why) {
        return decision(slot.name(), RuleResult.of(Action.WAIT, why), null);
    }

    private LaunchDecision decision(String slot, RuleResult ruleResult, @Nullable SlotLaunch launch) {
        return new LaunchDecision(entry.window(), resource(entry.window(), slot), ruleResult, launch, null);
    }
}
