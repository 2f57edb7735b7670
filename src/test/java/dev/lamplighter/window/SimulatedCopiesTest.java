package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lamplighter.window.SimulatedCopies.Point;
import dev.lamplighter.window.copies.CopiesChecker;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Two and three copies on one database to which 100 things happen in simulated time; {@code -Dlamplighter.chaos=1000
 * -Dlamplighter.seed=N} for as many others. The same with processes and real time: {@code SeveralCopiesIT}.
 */
final class SimulatedCopiesTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.lamplighter");
    private static final String CHAOS = System.getProperty("lamplighter.chaos", "");
    private static final int EVENTS = CHAOS.matches("\\d+") ? Integer.parseInt(CHAOS) : 100;
    private static final long SEED = Long.getLong("lamplighter.seed", 20261128);
    private static final int AT_A_TIME = 25;

    private static String summary = "";

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> harmless = new ArrayList<>();
    private Duration longest = Duration.ZERO;

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
        LOG.info("{}", summary);
    }

    @Test
    void eachMachineIsStartedAndStoppedOnceInTimeWhateverHappensToTheCopies() {
        for (int run = 0; run < EVENTS / AT_A_TIME; run++) {
            long seed = SEED + run;
            try (SimulatedCopies copies = new SimulatedCopies(2 + run % 2, AT_A_TIME, seed)) {
                for (int event = 0; event < AT_A_TIME; event++) {
                    copies.befall();
                }
                Findings findings = copies.judge();
                findings.wrong().forEach(line -> wrong.add("seed " + seed + ": " + line));
                harmless.addAll(findings.harmless());
                longest = findings.longestGap().compareTo(longest) > 0 ? findings.longestGap() : longest;
                copies.counts().forEach((what, times) -> counts.merge(what, times, Integer::sum));
            }
        }
        summary = "events=" + counts + " longestGap=" + longest + " harmless=" + harmless;

        assertThat(wrong).isEmpty();
        assertThat(longest).isPositive().isLessThanOrEqualTo(CopiesChecker.GAP);
        assertThat(counts.keySet())
                .containsAll(Stream.of("kill -9", "SIGSTOP", "database gone", "clock 2 h ahead")
                        .flatMap(kind -> Stream.concat(
                                Stream.of(kind + " between calls"),
                                Stream.of(Point.values()).map(point -> kind + " " + point)))
                        .toList());
        assertThat(harmless)
                .as("calls of one that was stopped after its last look at the lease")
                .anyMatch(line -> line.endsWith("it changed nothing"));
    }
}
