package dev.lamplighter.window;

import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes how a new declaration differs from the one before: which windows were added, changed or removed. */
final class WindowChanges {
    private final Overrides overrides;
    private final List<OccurrenceRecord> unfinished;
    private final Instant now;

    WindowChanges(WindowJournal journal, Instant now) {
        this.overrides = Overrides.of(journal.instructions().all());
        this.unfinished = journal.unfinished().stream().map(overrides::applied).toList();
        this.now = now;
    }

    /** A line for each change, in the order of the file, removed windows last. */
    List<String> lines(List<StreamingWindow> before, List<StreamingWindow> after) {
        Map<String, StreamingWindow> gone = new LinkedHashMap<>();
        before.forEach(window -> gone.put(window.name(), window));
        List<String> lines = new ArrayList<>();
        for (StreamingWindow window : after) {
            StreamingWindow earlier = gone.remove(window.name());
            if (earlier == null) {
                lines.add(window.name() + "  new" + next(window) + underWay(window));
            } else if (!earlier.equals(window)) {
                lines.add(window.name() + "  changed" + next(window) + underWay(window));
            }
        }
        gone.values().forEach(window -> lines.add(window.name() + "  gone" + underWay(window)));
        return lines;
    }

    private String next(StreamingWindow window) {
        return overrides
                .next(window, now)
                .map(Occurrence::start)
                .map(start -> ", next " + local(window).moment(start))
                .orElse(", none to come");
    }

    private ZonedTimeText local(StreamingWindow window) {
        return ZonedTimeText.in(window.schedule().zone(), now);
    }

    private String underWay(StreamingWindow window) {
        return unfinished.stream()
                .filter(entry -> entry.window().equals(window.name()))
                .map(entry -> "; the one under way ends at " + local(window).moment(entry.end()) + " as before")
                .collect(Collectors.joining());
    }
}
