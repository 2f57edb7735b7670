package dev.lamplighter.window.operate;

import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads the windows as they are at this moment. */
final class CurrentWindowsReader {
    private final StreamingWindows windows;
    private final InstantSource clock;
    private final Supplier<List<NamedInstance>> polled;

    /** @param polled the instances that have a Name tag, of those that polls have seen */
    CurrentWindowsReader(StreamingWindows windows, InstantSource clock, Supplier<List<NamedInstance>> polled) {
        this.windows = windows;
        this.clock = clock;
        this.polled = polled;
    }

    WindowsSnapshot read(WindowJournal journal) {
        Overrides overrides = Overrides.of(journal.instructions().all());
        List<OccurrenceRecord> unfinished =
                journal.unfinished().stream().map(overrides::applied).toList();
        return new WindowsSnapshot(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                windows.declared(),
                overrides,
                unfinished,
                journal,
                names());
    }

    /** A poll comes before what was described for the windows, which may be older. */
    private InstanceNames names() {
        return InstanceNames.of(
                Stream.concat(polled.get().stream(), windows.named().stream()).toList());
    }
}
