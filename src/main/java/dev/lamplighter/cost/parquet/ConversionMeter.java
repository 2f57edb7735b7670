package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.CountingObjectStore;
import dev.lamplighter.cost.report.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures the progress of conversions, one at a time with all its files, for readers in other threads. */
public final class ConversionMeter implements ConversionListener, ConversionMXBean {
    private final InstantSource clock;
    private @Nullable CountingObjectStore source;
    private @Nullable ConversionProgressStatus told;
    private Instant begin = Instant.EPOCH;
    private int filesDone;
    private long rowsRead;

    public ConversionMeter(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins a conversion; what it reads from the returned store is measured until {@link #end()}. */
    public synchronized ObjectStore begin(ObjectStore from) {
        begin = clock.instant();
        filesDone = 0;
        rowsRead = 0;
        CountingObjectStore metered = new CountingObjectStore(from);
        source = metered;
        return metered;
    }

    /** Sets the progress of a conversion in another process; valid until {@link #end()}. */
    public synchronized void tell(ConversionProgressStatus state) {
        told = state;
    }

    public synchronized void end() {
        source = null;
        told = null;
    }

    @Override
    public synchronized void fileConverted(int file, int files, String key, long rows) {
        filesDone++;
    }

    @Override
    public synchronized void rowsRead(long rows) {
        rowsRead += rows;
    }

    @Override
    public String getProgress() {
        return state().map(ConversionProgressStatus::line).orElse("");
    }

    @Override
    public int getPercent() {
        return state().map(ConversionProgressStatus::percent).orElse(-1);
    }

    /** The progress; empty while nothing is converted. */
    public synchronized Optional<ConversionProgressStatus> state() {
        CountingObjectStore metered = source;
        ConversionProgressStatus elsewhere = told;
        if (elsewhere != null) {
            return Optional.of(elsewhere);
        }
        return metered == null
                ? Optional.empty()
                : Optional.of(new ConversionProgressStatus(
                        filesDone,
                        metered.objects(),
                        rowsRead,
                        metered.bytesRead(),
                        metered.bytes(),
                        Duration.between(begin, clock.instant())));
    }
}
