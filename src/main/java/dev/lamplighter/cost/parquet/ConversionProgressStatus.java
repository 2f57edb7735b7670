package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.ProgressBar;
import java.time.Duration;
import java.util.Locale;

/**
 * Holds the progress of a conversion.
 *
 * @param rows read so far of all files, in steps of some hundred
 * @param bytesRead of the files as they are stored: compressed
 * @param bytes of all files
 */
public record ConversionProgressStatus(
        int filesDone, int files, long rows, long bytesRead, long bytes, Duration elapsed) {
    private static final double MEGABYTE = 1e6;

    /** For example {@code 1 of 5 files  rows 1,234,567  12.3 MB/s  41 %  1 min 5 s left}. */
    public String line() {
        String line = String.format(
                Locale.ROOT,
                "%d of %d files  rows %,d  %.1f MB/s  %d %%",
                filesDone,
                files,
                rows,
                bytesRead / MEGABYTE / Math.max(0.001, elapsed.toMillis() / 1000.0),
                percent());
        return bytesRead == 0 ? line : line + "  " + DurationText.words(left()) + " left";
    }

    /** The same behind a bar, for a terminal. */
    public String lineWithBar() {
        return ProgressBar.of(percent()) + "  " + line();
    }

    /** The percentage of bytes that were read, 0 to 100. */
    int percent() {
        return bytes == 0 ? 0 : (int) Math.min(100, bytesRead * 100 / bytes);
    }

    /** The time left if it goes on at the same rate. */
    Duration left() {
        double bytesLeft = Math.max(0, bytes - bytesRead);
        return Duration.ofMillis(bytesRead == 0 ? 0 : Math.round(elapsed.toMillis() * bytesLeft / bytesRead));
    }
}
