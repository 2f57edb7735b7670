package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.query.LogLines;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a version whose conversion ended without an answer. */
final class EndedConversionTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @AfterEach
    void close() {
        database.close();
    }

    private static ProblemException problem(String code, Problem.Kind kind) {
        return new ProblemException(new Problem(code, "a report", "what", "why", "fix", kind));
    }

    private List<String> shown() {
        return at.ledger().published().stream()
                .map(entry -> entry.month() + " " + entry.assemblyId())
                .toList();
    }

    @Test
    void withoutMemoryItWaitsAndIsToldOnce() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        try (LogLines lines = LogLines.of(VersionFailurePolicy.class)) {
            at.converter.failWith(problem("COST-147", Problem.Kind.WAIT));
            for (int poll = 0; poll < 20; poll++) {
                assertThat(at.poll()).isEmpty();
            }
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("COST-147"))
                    .hasSize(1);
        }
        assertThat(shown()).isEmpty();

        at.converter.failWith(null);
        assertThat(at.poll()).isEmpty();
        assertThat(shown()).containsExactly("2026-10 a1");
    }

    @Test
    void whatAReportDidToItsProcessCostsThatVersionOneLine() throws IOException {
        for (String code : List.of("COST-145", "COST-146")) {
            at.deliver("hourly", "2026-10", "bad-" + code, "1");
            at.converter.failWith(problem(code, Problem.Kind.REFUSED));
            assertThat(at.poll()).singleElement().asString().startsWith(code);
            at.converter.failWith(null);
            at.deliver("hourly", "2026-09", "good-" + code, "1");

            assertThat(at.poll()).isEmpty();
            assertThat(at.poll()).isEmpty();

            assertThat(shown()).containsExactly("2026-09 good-" + code);
        }
        assertThat(at.desk().publish("2026-10").get(0)).startsWith("2026-10 published");
    }

    @Test
    void oneThatWasEndedFromOutsideIsTriedAgain() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.converter.failWith(new IOException("COST-148  a report  killed: by somebody; fix: nothing"));
        assertThat(at.poll()).singleElement().asString().startsWith("COST-106").contains("COST-148");
        at.converter.failWith(null);

        assertThat(at.poll()).isEmpty();

        assertThat(shown()).containsExactly("2026-10 a1");
        assertThat(at.athena.switches()).hasSize(1);
    }
}
