package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.athena.AthenaRows;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;

/** The shipped route that runs one statement to its end. */
final class AthenaRouteTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void waitsUntilAStatementSucceededAndSaysUnderWhichId() {
        assertThat(at.run("SELECT 1")).isEqualTo("q-1");

        assertThat(at.athena.started()).singleElement().satisfies(request -> {
            assertThat(request.clientRequestToken()).hasSizeBetween(32, 128);
            assertThat(request.queryExecutionContext().database()).isEqualTo("billing");
            assertThat(request.workGroup()).isEqualTo("primary");
            assertThat(request.resultConfiguration().outputLocation()).isEqualTo("s3://results/");
        });
        assertThat(at.athena.looks("q-1"))
                .as("it was running at the first look")
                .isEqualTo(2);
    }

    @Test
    void oneThatMakesTheDatabaseDoesNotRunInIt() {
        at.run("CREATE DATABASE IF NOT EXISTS `billing`");

        assertThat(at.athena.started())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.queryExecutionContext()).isNull());
    }

    @Test
    void tellsAthenasReasonWhenAStatementFails() {
        at.athena.failWhen(sql -> true);

        assertThatThrownBy(() -> at.run("SELECT\n  wrong"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-111")
                .hasMessageContaining("FAILED \"SELECT wrong\"")
                .hasMessageContaining("SYNTAX_ERROR: line 1:15: mind the gap");
        assertThat(at.athena.stopped()).isEmpty();
    }

    @Test
    void stopsAStatementThatTakesTooLongAndNeverSubmitsItAgain() {
        at.athena.hangWhen(sql -> {
            at.clock.pass(Duration.ofMinutes(3));
            return true;
        });

        assertThatThrownBy(() -> at.run("SELECT forever"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-112")
                .hasMessageContaining("PT10M");

        assertThat(at.athena.stopped()).containsExactly("SELECT forever");
        assertThat(at.athena.statements()).containsExactly("SELECT forever");
    }

    @Test
    void stopsAStatementWhenItsThreadIsStopped() throws Exception {
        CountDownLatch looked = new CountDownLatch(2);
        at.athena.hangWhen(sql -> {
            looked.countDown();
            return true;
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> run = thread.submit(() -> at.run("SELECT 1"));
            assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
            run.cancel(true);
            thread.shutdown();
            assertThat(thread.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            thread.shutdownNow();
        }

        assertThat(at.athena.stopped()).containsExactly("SELECT 1");
    }

    @Test
    void readsEveryPageOfRowsWithoutTheColumnNames() {
        String id = at.run("SELECT who, cost FROM t");

        assertThat(AthenaRows.of(at.athena.getQueryResultsPaginator(
                        GetQueryResultsRequest.builder().queryExecutionId(id).build())))
                .containsExactly(List.of("a \"quoted\", one", "1.5000000000"), Arrays.asList(null, "2.0000000000"));
    }
}
