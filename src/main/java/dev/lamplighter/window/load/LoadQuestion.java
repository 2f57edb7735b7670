package dev.lamplighter.window.load;

import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.declare.ScalePolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for the load of the machines of one slot, minute by minute.
 *
 * @param start of the occurrence
 * @param slot as it is declared, for example {@code repeater}
 * @param limits whose metrics are asked for
 * @param instanceIds at least one
 * @param from the first minute
 * @param to the end of the last one
 */
public record LoadQuestion(
        String window,
        Instant start,
        String slot,
        AccountRegion accountRegion,
        List<LoadLimit> limits,
        List<String> instanceIds,
        Instant from,
        Instant to) {
    /** How far back it is asked: enough for a quiet spell, with what CloudWatch lags behind. */
    private static final Duration BACK = Duration.ofMinutes(25);

    public LoadQuestion {
        limits = List.copyOf(limits);
        instanceIds = List.copyOf(instanceIds);
    }

    /** One for each slot that follows its load and has a machine; none for other windows. */
    public static List<LoadQuestion> of(
            OccurrenceRecord entry, StreamingWindow window, AccountRegion accountRegion, Instant now) {
        Map<String, ScalePolicy> scaled = new LinkedHashMap<>();
        for (LaunchSlot slot : window.windowResources().launches()) {
            slot.scalePolicy().ifPresent(policy -> scaled.put(slot.slot(), policy));
        }
        Instant to = now.truncatedTo(ChronoUnit.MINUTES);
        return scaled.entrySet().stream()
                .map(slot -> new LoadQuestion(
                        entry.window(),
                        entry.start(),
                        slot.getKey(),
                        accountRegion,
                        slot.getValue().limits(),
                        instances(entry, window, slot.getKey()),
                        to.minus(BACK),
                        to))
                .filter(question -> !question.instanceIds().isEmpty())
                .toList();
    }

    private static List<String> instances(OccurrenceRecord entry, StreamingWindow window, String name) {
        return window.windowResources().launches().stream()
                .filter(slot -> slot.slot().equals(name) && entry.wants(slot))
                .flatMap(slot -> entry.lastLaunch(slot.name()).stream())
                .filter(launch -> launch.phase() == SlotLaunch.Phase.LAUNCHED)
                .map(SlotLaunch::instanceId)
                .toList();
    }
}
