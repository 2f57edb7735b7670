package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        List<ConversionProgressStatus> states = new ArrayList<>();

        assertThat(meter.getProgress()).isEmpty();
        ConversionListener watched = new ConversionListener() {
            @Override
            public void rowsRead(long rows) {
                meter.rowsRead(rows);
            }

            @Override
            public void fileConverted(int file, int files, String key, long rows) {
                meter.fileConverted(file, files, key, rows);
                states.add(meter.state().orElseThrow());
            }
        };
        ConversionSummary summary = new ReportConversion(clock, watched, NumberType.DECIMAL, ConversionLimits.SMALL)
                .convert(manifest, meter.begin(source), new FileStore(target), "");
        meter.end();

        assertThat(states).extracting(ConversionProgressStatus::filesDone).containsExactly(1, 2);
        assertThat(states).extracting(ConversionProgressStatus::files).containsExactly(2, 2);
        assertThat(states).extracting(ConversionProgressStatus::bytes).containsExactly(first + second, first + second);
        assertThat(states).extracting(ConversionProgressStatus::bytesRead).containsExactly(first, first + second);
        assertThat(states.get(0).percent()).isEqualTo((int) (100 * first / (first + second)));
        assertThat(states.get(1).rows()).isEqualTo(summary.rows());
        assertThat(meter.getProgress()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void addsUpTheRowsOfFilesThatRunSideBySideAndEndInAnyOrder(int filesAtOnce) throws Exception {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        ConversionMeter meter = new ConversionMeter(clock);
        WrittenReport report = new WrittenReport(target.resolve("bucket"));
        long rows = 0;
        for (int file = 0; file < 8; file++) {
            int ofFile = 100 * (8 - file);
            report.file(WrittenReport.header() + "a,Usage,2025-02-01T00:00:00Z,0.1,web\n".repeat(ofFile));
            rows += ofFile;
        }
        ConversionLimits limits = new ConversionLimits(filesAtOnce, 0, 1, 1 << 10, 1 << 20, 2, 300, 1 << 20, 3);
        ObjectStore source = meter.begin(report.store());

        ConversionSummary summary = new ReportConversion(clock, meter, NumberType.DECIMAL, limits)
                .convert(report.manifest(), source, new FileStore(target), "");

        ConversionProgressStatus state = meter.state().orElseThrow();
        assertThat(summary.rows()).isEqualTo(rows);
        assertThat(state.rows()).isEqualTo(rows);
        assertThat(state.filesDone()).isEqualTo(8);
        assertThat(state.bytesRead()).isEqualTo(state.bytes());
    }

    @Test
    void countsTheRowsOfEveryRunningFile() {
        ConversionMeter meter = new ConversionMeter(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        meter.begin(new FileStore(target));

        meter.rowsRead(100);
        meter.rowsRead(10);
        meter.rowsRead(1);
        meter.fileConverted(3, 5, "third", 1);

        assertThat(meter.state().orElseThrow().rows()).isEqualTo(111);
        assertThat(meter.state().orElseThrow().filesDone()).isEqualTo(1);
    }

    @Test
    void isALineThatSaysWhatIsLeft() {
        assertThat(new ConversionProgressStatus(1, 5, 1_234_567, 25_000_000, 100_000_000, Duration.ofSeconds(10))
                        .line())
                .isEqualTo("1 of 5 files  rows 1,234,567  2.5 MB/s  25 %  30 s left");
        assertThat(new ConversionProgressStatus(5, 5, 7, 10, 10, Duration.ofHours(3)).line())
                .isEqualTo("5 of 5 files  rows 7  0.0 MB/s  100 %  0 min left");
        assertThat(new ConversionProgressStatus(0, 2, 0, 0, 10, Duration.ZERO).line())
                .isEqualTo("0 of 2 files  rows 0  0.0 MB/s  0 %");
        assertThat(new ConversionProgressStatus(0, 2, 0, 1, 1000, Duration.ofSeconds(11)).line())
                .endsWith("  3 h 3 min 9 s left");
    }
}
