package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AthenaStatementsTest {
    private final MovingClock clock = new MovingClock("2026-10-05T00:00:00Z");
    private final FakeAthena athena = new FakeAthena();
    private final AthenaSettings settings = new AthenaSettings(
            "billing", true, "audits", "s3://results/", Duration.ofMinutes(1), Duration.ofSeconds(2));
    private final AthenaStatements statements = new AthenaStatements(athena, settings, clock, clock::advance);

    @Test
    void waitsUntilAStatementSucceeded() {
        statements.run("SELECT 1");

        assertThat(athena.started()).singleElement().satisfies(request -> {
            assertThat(request.clientRequestToken()).hasSizeBetween(32, 128);
            assertThat(request.queryExecutionContext().database()).isEqualTo("billing");
            assertThat(request.workGroup()).isEqualTo("audits");
            assertThat(request.resultConfiguration().outputLocation()).isEqualTo("s3://results/");
        });
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-10-05T00:00:02Z"));
    }

    @Test
    void tellsAthenasReasonWhenAStatementFails() {
        athena.failWhen(sql -> true);

        assertThatThrownBy(() -> statements.run("SELECT\n  wrong"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-111")
                .hasMessageContaining("FAILED \"SELECT wrong\"")
                .hasMessageContaining("SYNTAX_ERROR: line 1:15: mind the gap");
    }

    @Test
    void stopsAStatementThatTakesTooLongAndNeverSubmitsItAgain() {
        athena.hangWhen(sql -> true);

        assertThatThrownBy(() -> statements.run("SELECT forever"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-112")
                .hasMessageContaining("PT1M");

        assertThat(athena.stopped()).containsExactly("SELECT forever");
        assertThat(athena.statements()).containsExactly("SELECT forever");
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-10-05T00:01:00Z"));
    }

    @Test
    void stopsAStatementWhenItsThreadIsStopped() {
        AthenaStatements interrupted = new AthenaStatements(athena, settings, clock, duration -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> interrupted.run("SELECT 1")).isInstanceOf(IllegalStateException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(athena.stopped()).containsExactly("SELECT 1");
    }

    @Test
    void readsEveryPageOfRowsWithoutTheColumnNames() {
        assertThat(statements.rows("SELECT who, cost FROM t"))
                .containsExactly(List.of("a \"quoted\", one", "1.5000000000"), Arrays.asList(null, "2.0000000000"));
    }
}
