package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which type an instance is given, and which actions change what. */
final class InstanceTypeRulesTest {
    private final Look look = new Look().instance(InstanceState.STOPPED);

    /** Its own, then the alternates without its own, then round again. */
    @ParameterizedTest
    @CsvSource({"0, ", "1, c7a.large", "2, m7i.large", "3, ", "4, c7a.large"})
    void typesAreTriedInTurn(int tried, String to) {
        look.type("c7i.large");

        assertThat(change(tried)).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"0, c7i.large", "1, ", "2, m7i.large"})
    void whatItWasLentIsNotItsOwn(int tried, String to) {
        look.type("c7a.large").lent("c7i.large", "c7a.large");

        assertThat(change(tried)).isEqualTo(to);
    }

    @Test
    void aTypeThatAPersonGaveItIsItsOwn() {
        look.type("r7i.large").lent("c7i.large", "c7a.large");

        assertThat(change(0)).isNull();
        assertThat(change(3)).isEqualTo("m7i.large");
    }

    @Test
    void whereEc2TellsNoTypeNoneIsChanged() {
        assertThat(change(1)).isNull();
    }

    private @Nullable String change(int tried) {
        InstanceTypeRules instanceTypes =
                new InstanceTypeRules(look.situation(), List.of("c7a.large", "c7i.large", "m7i.large"));
        InstanceStartAttempts claim =
                new InstanceStartAttempts(ClaimPhase.STARTING, 0, tried, "InsufficientInstanceCapacity", tried);
        return instanceTypes
                .wanted(look.situation().instance(ID).orElseThrow(), claim)
                .map(TypeChange::to)
                .orElse(null);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void whatTurnsOffAndWhatChangesSomething(Action action) {
        assertThat(action.turnsOff())
                .isEqualTo(
                        List.of(Action.STOP, Action.HIBERNATE, Action.TERMINATE).contains(action));
        assertThat(action.isMutating())
                .isEqualTo(!List.of(Action.WAIT, Action.ALERT, Action.NONE).contains(action));
        assertThat(Action.stops(action.name()))
                .isEqualTo(List.of(Action.STOP, Action.HIBERNATE).contains(action));
    }
}
