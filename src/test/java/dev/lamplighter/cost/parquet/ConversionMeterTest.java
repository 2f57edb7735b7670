package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watched after each file of a sample, the meter is held against the files' own sizes. */
final class ConversionMeterTest {
    private static final Path SAMPLE = Path.of("src/test/resources/cur-samples/s1-versions");

    @TempDir
    private Path target;

    @Test
    void knowsFilesRowsAndBytesWhileItGoesOn() throws Exception {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        ConversionMeter meter = new ConversionMeter(clock);
        FileStore source = new FileStore(SAMPLE);
        var manifest = new ManifestReader().read(source, "cur/hourly/20250201-20250301/hourly-Manifest.json");
        long first = Files.size(SAMPLE.resolve(manifest.reportKeys().get(0)));
        long second = Files.size(SAMPLE.resolve(manifest.reportKeys().get(1)));
        List<ConversionState> states = new ArrayList<>();

        assertThat(meter.getProgress()).isEmpty();
        ConversionSummary summary = new ReportConversion(clock, (file, files, key, rows) -> {
                    meter.fileConverted(file, files, key, rows);
                    states.add(meter.state().orElseThrow());
                })
                .convert(manifest, meter.begin(source), new FileStore(target), "");
        meter.end();

        assertThat(states).extracting(ConversionState::filesDone).containsExactly(1, 2);
        assertThat(states).extracting(ConversionState::files).containsExactly(2, 2);
        assertThat(states).extracting(ConversionState::bytes).containsExactly(first + second, first + second);
        assertThat(states).extracting(ConversionState::bytesRead).containsExactly(first, first + second);
        assertThat(states.get(0).percent()).isEqualTo((int) (100 * first / (first + second)));
        assertThat(states.get(1).rows()).isEqualTo(summary.rows());
        assertThat(meter.getProgress()).isEmpty();
    }

    @Test
    void isALineThatSaysWhatIsLeft() {
        assertThat(new ConversionState(1, 5, 1_234_567, 25_000_000, 100_000_000, Duration.ofSeconds(10)).line())
                .isEqualTo("file 2 of 5  rows 1,234,567  2.5 MB/s  25 %  0:30 left");
        assertThat(new ConversionState(5, 5, 7, 10, 10, Duration.ofHours(3)).line())
                .isEqualTo("file 5 of 5  rows 7  0.0 MB/s  100 %  0:00 left");
        assertThat(new ConversionState(0, 2, 0, 0, 10, Duration.ZERO).line())
                .isEqualTo("file 1 of 2  rows 0  0.0 MB/s  0 %");
        assertThat(new ConversionState(0, 2, 0, 1, 1000, Duration.ofSeconds(11)).line())
                .endsWith("  3:03:09 left");
    }
}
