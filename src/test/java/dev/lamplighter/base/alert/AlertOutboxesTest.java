package dev.lamplighter.base.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.CostProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts of windows in one database and of costs in another, passed on by one route. */
final class AlertOutboxesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T14:30:00Z"));
    private final StateDatabase one = StateDatabase.inMemory();
    private final StateDatabase other = StateDatabase.inMemory();
    private final AlertOutbox windows = new AlertOutbox(one.dataSource(), now::get);
    private final AlertOutbox costs = new AlertOutbox(other.dataSource(), now::get);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private static void raise(AlertOutbox outbox, String area) {
        outbox.raise(
                new AlertKey(area, "subject", "resource"),
                AlertSeverity.WARN,
                new Problem(CostProblemCode.BELOW_THRESHOLD, "where", "what", "why", "fix"));
    }

    private static List<String> areas(List<AlertStateChange> notices) {
        return notices.stream().map(notice -> notice.alert().place().area()).toList();
    }

    @Test
    void eachNoticeIsPassedOnOnceAndForgottenWhereItCameFrom() {
        AlertOutboxes both = new AlertOutboxes(List.of(costs, windows), () -> {});
        raise(windows, "windows");
        raise(costs, "costs");

        List<AlertStateChange> notices = both.pending();
        assertThat(areas(notices)).containsExactly("costs", "windows");
        assertThat(notices).extracting(AlertStateChange::number).containsOnly(1L);
        both.sent(notices.get(0));
        now.updateAndGet(instant -> instant.plusSeconds(60));

        assertThat(areas(both.pending())).containsExactly("windows");
    }

    @Test
    void newAlertsAreLookedForFirst() {
        assertThat(new AlertOutboxes(List.of(costs), () -> raise(costs, "costs")).pending())
                .hasSize(1);
    }

    @Test
    void theSameOutboxTwiceTellsOnce() {
        raise(costs, "costs");

        assertThat(new AlertOutboxes(List.of(costs, costs), () -> {}).pending()).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayHoldsUpOnlyItsOwn() {
        AlertOutbox away = new AlertOutbox(one.dataSource(), now::get, () -> {
            throw new IllegalStateException("the database is away");
        });
        AlertOutboxes both = new AlertOutboxes(List.of(away, costs), () -> {});
        raise(costs, "costs");

        List<AlertStateChange> notices = both.pending();
        assertThat(areas(notices)).containsExactly("costs");
        both.sent(notices.get(0));
        assertThatThrownBy(both::pending).hasMessageContaining("the database is away");
    }
}
