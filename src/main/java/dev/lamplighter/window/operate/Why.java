package dev.lamplighter.window.operate;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.forecast.Forecast;
import dev.lamplighter.window.forecast.ForecastText;
import dev.lamplighter.window.forecast.InstructionText;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.override.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why an instance is on, or who stopped it; from the journal, so that it tells what the windows know and no more. */
final class Why {
    private final Scene scene;
    private final String instanceId;

    Why(Scene scene, String instanceId) {
        this.scene = scene;
        this.instanceId = instanceId;
    }

    /** The state that EC2 shows, since when, and whether that start is ours. */
    static String shown(Scene scene, Instance instance) {
        String id = instance.id();
        String state = "EC2 shows " + id + " " + instance.state().awsName();
        if (instance.state() != InstanceState.RUNNING && instance.state() != InstanceState.PENDING) {
            String reason = instance.stateReasonCode();
            return state + (reason == null || reason.isEmpty() ? "." : " (" + reason + ").");
        }
        LastCall last = scene.journal().lastCalls().get(id);
        boolean ours = last != null && last.began(instance.launchTime());
        return state + " since " + InstructionText.moment(instance.launchTime(), scene.zoneOf(id))
                + (ours
                        ? "; the journal has that start, it was Lamplighter's."
                        : "; the journal has no such start, somebody else made it.");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        scene.overrides()
                .hold(instanceId, scene.now())
                .ifPresent(hold -> lines.add(instanceId + " is " + Holds.words(hold) + "."));
        List<JournalEntry> concerned = scene.unfinished().stream()
                .filter(entry -> entry.claims().containsKey(instanceId))
                .toList();
        concerned.forEach(entry -> lines.add(unfinished(entry)));
        if (concerned.isEmpty()) {
            lines.add(scene.journal()
                    .latestOf(instanceId)
                    .map(this::over)
                    .orElse("No window has had to do with it yet."));
        }
        Optional<LastCall> call =
                Optional.ofNullable(scene.journal().lastCalls().get(instanceId));
        lines.add(call.map(last -> "The last call for it was " + last.action() + ", "
                        + InstructionText.moment(last.at(), scene.zoneOf(instanceId)) + ".")
                .orElse("Lamplighter has made no call for it."));
        new Forecast(scene.windowsOf(instanceId), scene.overrides())
                .next(1, scene.now())
                .forEach(next -> lines.add(ForecastText.sentence(next)));
        return lines;
    }

    private String unfinished(JournalEntry entry) {
        Claim claim = entry.claim(instanceId).claim();
        String window = named(entry);
        if (entry.isOpen(scene.now())) {
            return switch (claim) {
                case NAMED -> window + " wants it on" + until(entry) + "; it has not been started yet" + reason(entry);
                case STARTING -> window + " is starting it, to be on" + until(entry) + reason(entry);
                case HELD -> window + " keeps it on" + until(entry) + change(entry) + ".";
                case LEFT -> "Somebody stopped it inside " + window + ", not Lamplighter; it is left off.";
                default -> window + " has nothing more to do with it" + reason(entry);
            };
        }
        return switch (claim) {
            case RELEASED -> window + " is over and has nothing more to do with it" + reason(entry);
            default -> window + " is over" + change(entry) + " and is stopping it" + reason(entry);
        };
    }

    private String over(JournalEntry entry) {
        return "No window needs it. The last was " + named(entry) + ", which ended "
                + InstructionText.moment(entry.end(), scene.zoneOf(entry.window())) + change(entry)
                + reason(entry);
    }

    private String named(JournalEntry entry) {
        return entry.window() + " of " + InstructionText.moment(entry.start(), scene.zoneOf(entry.window()));
    }

    private String until(JournalEntry entry) {
        return " until " + InstructionText.moment(entry.end(), scene.zoneOf(entry.window()));
    }

    private String change(JournalEntry entry) {
        return scene.overrides()
                .skipping(entry.window(), entry.start())
                .or(() -> scene.overrides().changing(entry.window(), entry.start()))
                .map(instruction -> " (" + InstructionText.word(instruction) + ")")
                .orElse("");
    }

    private static String reason(JournalEntry entry) {
        String error = entry.lastError().isEmpty() ? "" : " (EC2 refused once: " + entry.lastError() + ")";
        return entry.lastReason().isEmpty()
                ? error + "."
                : "; the last decision was: " + entry.lastReason() + error + ".";
    }
}
