package dev.lamplighter.window.operate;

import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.forecast.OverrideText;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.plan.LaunchRules;
import java.util.ArrayList;
import java.util.List;

/** Explains in sentences why an instance is on, or who stopped it, as far as the windows know it. */
final class InstanceExplanation {
    private final InstanceSnapshot facts;
    private final WindowsSnapshot windowsSnapshot;
    private final ZonedTimeText local;

    InstanceExplanation(InstanceSnapshot facts) {
        this.facts = facts;
        this.windowsSnapshot = facts.windowsSnapshot();
        this.local = windowsSnapshot.localTime(facts.id());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(shown());
        facts.hold().ifPresent(hold -> lines.add(OverrideText.held(hold, local, windowsSnapshot.names()) + "."));
        facts.unfinished().forEach(entry -> lines.add(unfinished(entry)));
        facts.unfinished().forEach(entry -> lines.addAll(scaled(entry)));
        if (facts.unfinished().isEmpty()) {
            lines.add(facts.latest().map(this::over).orElse("No window has had to do with it yet."));
        }
        lines.add(facts.lastCall()
                .map(last ->
                        "Lamplighter's last call for it was " + last.action() + ", " + local.moment(last.at()) + ".")
                .orElse("Lamplighter has made no call for it."));
        facts.next().ifPresent(next -> lines.add(windowsSnapshot.forecastText().sentence(next)));
        return lines;
    }

    /** The state that EC2 shows, since when, and whether this service started it. */
    private String shown() {
        String name = windowsSnapshot.names().words(facts.id());
        if (!facts.failure().isEmpty()) {
            return "EC2 can't be asked for " + name + " now: " + facts.failure() + ".";
        }
        return facts.described()
                .map(instance -> {
                    String state = "EC2 shows " + name + " " + instance.state().awsName();
                    if (instance.state() != InstanceState.RUNNING && instance.state() != InstanceState.PENDING) {
                        String reason = instance.stateReasonCode();
                        return state + (reason == null || reason.isEmpty() ? "." : " (" + reason + ").");
                    }
                    return state + " since " + local.moment(instance.launchTime())
                            + (facts.isStartedByService()
                                    ? "; the journal has that start, it was Lamplighter's."
                                    : "; the journal has no such start, somebody else made it.");
                })
                .orElse("EC2 doesn't list " + name + ".");
    }

    private String unfinished(OccurrenceRecord entry) {
        ClaimPhase claimPhase = entry.claim(facts.id()).claimPhase();
        String window = named(entry);
        if (entry.isGuard()) {
            return claimPhase == ClaimPhase.RELEASED
                    ? "The guard " + window + " has nothing more to do with it" + reason(entry)
                    : "The guard " + window + " is stopping it, unless a window or a hold keeps it on" + reason(entry);
        }
        if (entry.isOpen(windowsSnapshot.now())) {
            return switch (claimPhase) {
                case NAMED -> window + " wants it on" + until(entry) + "; it has not been started yet" + reason(entry);
                case STARTING -> window + " is starting it, to be on" + until(entry) + reason(entry);
                case HELD -> window + " keeps it on" + until(entry) + change(entry) + ".";
                case LEFT -> "Somebody stopped it inside " + window + ", not Lamplighter; it is left off.";
                default -> window + " has nothing more to do with it" + reason(entry);
            };
        }
        return switch (claimPhase) {
            case RELEASED -> window + " is over and has nothing more to do with it" + reason(entry);
            default -> window + " is over" + change(entry) + " and is stopping it" + reason(entry);
        };
    }

    /** Why the load of its slot had it launched, or given up. */
    private List<String> scaled(OccurrenceRecord entry) {
        List<String> lines = new ArrayList<>();
        for (SlotLaunch launch : entry.launches()) {
            if (launch.isOf(facts.id())) {
                entry.scalings().stream()
                        .filter(scaling -> scaling.slot().equals(launch.slot())
                                && scaling.direction() == SlotScaling.Direction.OUT
                                && !scaling.at().isAfter(launch.requestedAt()))
                        .reduce((one, later) -> later)
                        .ifPresent(scaling -> lines.add("The load wanted it for "
                                + LaunchRules.resource(entry.window(), launch.slot()) + ", " + moment(scaling) + "."));
                entry.drain(launch)
                        .ifPresent(scaling -> lines.add("The load doesn't need it any more, " + moment(scaling) + "."));
            }
        }
        return lines;
    }

    private String moment(SlotScaling scaling) {
        return local.moment(scaling.at()) + ": " + scaling.reason();
    }

    private String over(OccurrenceRecord entry) {
        if (entry.isGuard()) {
            return "No window needs it. The last was the guard " + named(entry) + reason(entry);
        }
        return "No window needs it. The last was " + named(entry) + ", which ended "
                + windowsSnapshot.localTime(entry.window()).moment(entry.end()) + change(entry) + reason(entry);
    }

    private String named(OccurrenceRecord entry) {
        return entry.window() + " of "
                + windowsSnapshot.localTime(entry.window()).moment(entry.start());
    }

    private String until(OccurrenceRecord entry) {
        return " until " + windowsSnapshot.localTime(entry.window()).moment(entry.end());
    }

    private String change(OccurrenceRecord entry) {
        return facts.override(entry)
                .map(windowOverride -> " (" + OverrideText.word(windowOverride) + ")")
                .orElse("");
    }

    private String reason(OccurrenceRecord entry) {
        ZonedTimeText clock = windowsSnapshot.localTime(entry.window());
        String error = entry.lastError().isEmpty() ? "" : " (EC2 refused once: " + entry.lastError() + ")";
        return entry.lastReason().isEmpty()
                ? error + "."
                : "; the last decision was: " + clock.inWords(entry.lastReason()) + error + ".";
    }
}
