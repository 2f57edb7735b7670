package dev.lamplighter.window.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvCalendarReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private static CalendarReading read(byte[] bytes) {
        return CalendarFiles.read("c.csv", bytes, false, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "2026-12-24|2026-12-25|",
                "date|2026-12-24|2026-12-25",
                "Name;Date|Heiligabend;2026-12-24|Weihnachten;2026-12-25|",
                "# ours||2026-12-24,eve|2026-12-25,day|",
                "\"name, long\",date|\"Noël, eve\",2026-12-24|day,2026-12-25|",
            })
    void datesAreReadWhateverStandsBesideThem(String lines) {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String text = lines.replace("|", end);
            for (byte[] bytes : new byte[][] {
                text.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.ISO_8859_1),
                text.getBytes(StandardCharsets.UTF_16)
            }) {
                CalendarReading reading = read(bytes);

                assertThat(reading.problems()).isEmpty();
                assertThat(reading.days().dates())
                        .containsExactlyInAnyOrderElementsOf(Dates.dates("2026-12-24", "2026-12-25"));
            }
        }
    }

    @Test
    void aLineThatCannotBeReadIsToldAndTheOthersCount() {
        CalendarReading reading = read("date\n24.12.2026\n2026-12-25\n".getBytes(StandardCharsets.UTF_8));

        assertThat(reading.days().dates()).isEqualTo(java.util.Set.copyOf(Dates.dates("2026-12-25")));
        assertThat(reading.problems())
                .extracting(Problem::line)
                .containsExactly(
                        "WINDOW-017  c.csv:2:1  date \"24.12.2026\": not a date between 2000 and 2099; fix: write it as in 2026-12-25");
    }

    @Test
    void aFileOfAnotherKindIsSomeLinesAndNotThousands() {
        assertThat(read("x\n".repeat(1000).getBytes(StandardCharsets.UTF_8)).problems())
                .hasSize(6)
                .last()
                .extracting(Problem::what)
                .isEqualTo("995 more lines");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "''!WINDOW-042  c.csv  can't be used: it is empty, so that windows open even on its dates",
                "date|!WINDOW-042  c.csv  can't be used: it has no dates, so that windows open even on its dates",
                "# none|!WINDOW-042  c.csv  can't be used: it has no dates",
                "<html>|2026-12-24|</html>!WINDOW-040  c.csv  can't be used: it is a web page",
            })
    void whatHoldsNoDatesIsOneLine(String lines, String begins) {
        CalendarReading reading = read(lines.replace("|", "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(reading.days()).isEqualTo(CalendarDays.NONE);
        assertThat(reading.problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith(begins);
    }
}
