package dev.lamplighter.window.operate;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.forecast.Forecast;
import dev.lamplighter.window.forecast.ForecastText;
import dev.lamplighter.window.forecast.OverrideText;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.override.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains why an instance is on, or who stopped it, from the journal: it tells what the windows know and no more. */
final class InstanceExplanation {
    private final WindowsSnapshot windowsSnapshot;
    private final String instanceId;

    InstanceExplanation(WindowsSnapshot windowsSnapshot, String instanceId) {
        this.windowsSnapshot = windowsSnapshot;
        this.instanceId = instanceId;
    }

    /** The state that EC2 shows, since when, and whether this service started it. */
    static String shown(WindowsSnapshot windowsSnapshot, Instance instance) {
        String id = instance.id();
        String state = "EC2 shows " + id + " " + instance.state().awsName();
        if (instance.state() != InstanceState.RUNNING && instance.state() != InstanceState.PENDING) {
            String reason = instance.stateReasonCode();
            return state + (reason == null || reason.isEmpty() ? "." : " (" + reason + ").");
        }
        LastCall last = windowsSnapshot.journal().lastCalls().get(id);
        boolean ours = last != null && last.began(instance.launchTime());
        return state + " since " + OverrideText.moment(instance.launchTime(), windowsSnapshot.zoneOf(id))
                + (ours
                        ? "; the journal has that start, it was Lamplighter's."
                        : "; the journal has no such start, somebody else made it.");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        windowsSnapshot
                .overrides()
                .hold(instanceId, windowsSnapshot.now())
                .ifPresent(hold -> lines.add(instanceId + " is " + Holds.words(hold) + "."));
        List<JournalEntry> concerned = windowsSnapshot.unfinished().stream()
                .filter(entry -> entry.claims().containsKey(instanceId))
                .toList();
        concerned.forEach(entry -> lines.add(unfinished(entry)));
        if (concerned.isEmpty()) {
            lines.add(windowsSnapshot
                    .journal()
                    .latestOf(instanceId)
                    .map(this::over)
                    .orElse("No window has had to do with it yet."));
        }
        Optional<LastCall> call =
                Optional.ofNullable(windowsSnapshot.journal().lastCalls().get(instanceId));
        lines.add(call.map(last -> "The last call for it was " + last.action() + ", "
                        + OverrideText.moment(last.at(), windowsSnapshot.zoneOf(instanceId)) + ".")
                .orElse("Lamplighter has made no call for it."));
        new Forecast(windowsSnapshot.windowsOf(instanceId), windowsSnapshot.overrides())
                .next(1, windowsSnapshot.now())
                .forEach(next -> lines.add(ForecastText.sentence(next)));
        return lines;
    }

    private String unfinished(JournalEntry entry) {
        ClaimPhase claimPhase = entry.claim(instanceId).claimPhase();
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

    private String over(JournalEntry entry) {
        if (entry.isGuard()) {
            return "No window needs it. The last was the guard " + named(entry) + reason(entry);
        }
        return "No window needs it. The last was " + named(entry) + ", which ended "
                + OverrideText.moment(entry.end(), windowsSnapshot.zoneOf(entry.window())) + change(entry)
                + reason(entry);
    }

    private String named(JournalEntry entry) {
        return entry.window() + " of " + OverrideText.moment(entry.start(), windowsSnapshot.zoneOf(entry.window()));
    }

    private String until(JournalEntry entry) {
        return " until " + OverrideText.moment(entry.end(), windowsSnapshot.zoneOf(entry.window()));
    }

    private String change(JournalEntry entry) {
        return windowsSnapshot
                .overrides()
                .skipping(entry.window(), entry.start())
                .or(() -> windowsSnapshot.overrides().changing(entry.window(), entry.start()))
                .map(windowOverride -> " (" + OverrideText.word(windowOverride) + ")")
                .orElse("");
    }

    private static String reason(JournalEntry entry) {
        String error = entry.lastError().isEmpty() ? "" : " (EC2 refused once: " + entry.lastError() + ")";
        return entry.lastReason().isEmpty()
                ? error + "."
                : "; the last decision was: " + entry.lastReason() + error + ".";
    }
}
