package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is drawn by hand here a clock draws otherwise, so more may have been drawn, but nothing else. */
final class ProgressDisplayTest {
    private final StringWriter err = new StringWriter();
    private final AtomicReference<String> line = new AtomicReference<>("");

    @Test
    void redrawsOneLineInPlaceAndTakesItAway() {
        try (ProgressDisplay shown = ProgressDisplay.redrawing(new PrintWriter(new BufferedWriter(err)), line::get)) {
            shown.draw();
            line.set("0 of 2 files  rows 10");
            shown.draw();
            shown.draw();
            assertThat(err.toString()).endsWith("rows 10\u001b[?7h\r");
            line.set("0 of 2 files  rows 20");
            shown.draw();
        }

        assertThat(err.toString())
                .isEqualTo("\r\u001b[K\u001b[?7l0 of 2 files  rows 10\u001b[?7h\r"
                        + "\r\u001b[K\u001b[?7l0 of 2 files  rows 20\u001b[?7h\r\r\u001b[K");
    }

    /** So that a command which forgets to close it ends all the same. */
    @Test
    void itsClockKeepsNoProcessAlive() {
        try (ProgressDisplay shown = ProgressDisplay.plain(new PrintWriter(err), line::get)) {
            shown.draw();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("progress"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void tellsEachFileOnceWithoutATerminal() {
        try (ProgressDisplay shown = ProgressDisplay.plain(new PrintWriter(err), line::get)) {
            for (String text :
                    new String[] {"", "0 of 2 files  rows 10", "0 of 2 files  rows 20", "1 of 2 files  rows 30", ""}) {
                line.set(text);
                shown.draw();
            }
        }

        assertThat(err.toString().lines()).containsExactly("0 of 2 files  rows 10", "1 of 2 files  rows 30");
        assertThat(err.toString()).doesNotContain("\r").doesNotContain("\u001b");
    }
}
