package dev.lamplighter.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.code.WindowProblemCode;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

final class SetAsideHealthCheckTest {
    private static final Problem TYPO =
            new Problem(WindowProblemCode.NO_INSTANCE, "windows.yaml:4:11", "zone X", "unknown", "correct it");

    private final SetAside setAside = new SetAside();

    private HealthCheck.Result call() {
        return new SetAsideHealthCheck(setAside).call(Map.of());
    }

    @Test
    void isUpAndTellsWhatIsSetAsideWhileTheRestOfItsAreaWorks() {
        setAside.add(SetAside.WINDOWS, TYPO);

        HealthCheck.Result result = call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getMessage()).hasValue("set aside: " + TYPO.line());
        assertThat(result.getDetails())
                .containsEntry("setAside", "1")
                .containsEntry("setAside.1", "set aside: " + TYPO.line());
    }

    @Test
    void isDownWhileAnAreaCantWorkAtAll() {
        setAside.add(SetAside.ROUTES, TYPO);
        setAside.stop(SetAside.WINDOWS, TYPO);

        HealthCheck.Result result = call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage())
                .hasValue("windows is set aside: " + TYPO.line() + " | set aside: " + TYPO.line());
    }

    @Test
    void isUpAndSilentWhenNothingIsSetAside() {
        HealthCheck.Result result = call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getMessage()).isEmpty();
    }
}
