package dev.lamplighter.window.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.declare.ReadyCheck;
import dev.lamplighter.window.ready.ReadyResult;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answer of a page, and the end of a route at an edge, mean. */
final class ReadyPageDecisionRulesTest {
    private static final ReadyCheck CHECK =
            new ReadyCheck(URI.create("http://10.0.1.7/live"), null, Duration.ofMinutes(3));

    @ParameterizedTest
    @CsvSource({"true, 200000, NONE", "false, 179999, WAIT", "false, 180000, ALERT"})
    void aPageHasSomeTimeToAnswer(boolean passed, long millis, Action action) {
        ReadyCheckDecision decision = ReadyPageDecisionRules.decide(
                new Look().entry(), CHECK, new ReadyResult(passed, "HTTP 503"), Duration.ofMillis(millis));

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.resource()).isEqualTo("http://10.0.1.7/live");
        assertThat(decision.reason()).contains("HTTP 503");
        assertThat(Optional.ofNullable(decision.ruleResult().problem()).map(Problem::code))
                .isEqualTo(action == Action.ALERT ? Optional.of("WINDOW-113") : Optional.empty());
    }

    @Test
    void onlyARouteThatRunsIsWaitedFor() {
        Hook hook = new Hook("direct:warm-up", Duration.ofSeconds(90), "windows.yaml:7:5");
        HookRouteDecision running = HookRouteDecisionRules.running(new Look().entry(), hook, Look.START);
        HookRouteDecision cut = HookRouteDecisionRules.cut(new Look().entry(), hook);

        assertThat(running.isWaiting()).isTrue();
        assertThat(running.resource()).isEqualTo("direct:warm-up");
        assertThat(HookRouteDecisionRules.done(new Look().entry(), hook).isWaiting())
                .isFalse();
        assertThat(HookRouteDecisionRules.failed(new Look().entry(), hook, "no").isWaiting())
                .isFalse();
        assertThat(cut.isWaiting()).isFalse();
        assertThat(cut.reason()).contains("within 1 min 30 s");
    }
}
