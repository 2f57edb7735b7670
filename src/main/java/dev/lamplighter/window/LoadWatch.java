package dev.lamplighter.window;

import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.load.LoadQuestion;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.load.SlotLoad;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.state.OccurrenceRegions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says whose load is to be asked for now, and keeps what was answered for the next pass. It decides nothing, and nobody is asked
 * while no slot of an open window follows its load. Thread-safe.
 */
public final class LoadWatch {
    private final StreamingWindows windows;
    private final WindowJournal journal;
    private final OccurrenceRegions places;
    private final InstantSource clock;
    private final LoadReadings readings;

    public LoadWatch(
            StreamingWindows windows,
            WindowJournal journal,
            RegionalEc2 ec2,
            InstantSource clock,
            LoadReadings readings) {
        this.windows = windows;
        this.journal = journal;
        this.places = new OccurrenceRegions(ec2, journal.notes());
        this.clock = clock;
        this.readings = readings;
    }

    /** What is to be asked now: one question for each slot of an open window that follows its load. */
    public List<LoadQuestion> due() {
        List<StreamingWindow> scaled = windows.declared().stream()
                .filter(window -> window.windowResources().launches().stream()
                        .map(LaunchSlot::scalePolicy)
                        .anyMatch(policy -> policy.isPresent()))
                .toList();
        if (scaled.isEmpty() || !windows.mayAct()) {
            return List.of();
        }
        List<LoadQuestion> questions = windows.undisturbed(() -> questions(scaled));
        readings.retain(questions);
        return questions;
    }

    private List<LoadQuestion> questions(List<StreamingWindow> scaled) {
        Instant now = clock.instant();
        Overrides overrides = Overrides.of(journal.instructions().all());
        List<LoadQuestion> questions = new ArrayList<>();
        places.forget(); // another copy may have opened them
        for (OccurrenceRecord written : journal.unfinished()) {
            OccurrenceRecord entry = overrides.applied(written);
            if (entry.isOpen(now)) {
                scaled.stream()
                        .filter(window -> window.name().equals(entry.window()))
                        .forEach(window -> questions.addAll(LoadQuestion.of(entry, window, places.of(entry), now)));
            }
        }
        return questions;
    }

    /** Keeps an answer. */
    public void answered(LoadQuestion question, Map<LoadLimit, Map<String, Map<Instant, Double>>> values) {
        readings.put(question, SlotLoad.of(clock.instant(), values));
    }

    /**
     * Keeps that there was none.
     *
     * @param code CloudWatch's; empty if it gave none
     */
    public void failed(LoadQuestion question, String code, String why) {
        readings.put(question, SlotLoad.failed(clock.instant(), code, why));
    }
}
