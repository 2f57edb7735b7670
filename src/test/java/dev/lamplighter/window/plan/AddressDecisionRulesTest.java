package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ENI;
import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every place where an address and its interface can be. */
final class AddressDecisionRulesTest {
    private static final String EIP = "eipalloc-0123456789abcdef0";
    private final Look look = Look.at(Look.START.plus(Duration.ofHours(1))).instance(InstanceState.RUNNING);
    private Optional<Map<String, DescribedElasticIp>> described = Optional.of(Map.of(EIP, on(null, null)));
    private Instant from = Instant.MIN;

    private static DescribedElasticIp on(@Nullable String eni, @Nullable String instanceId) {
        return new DescribedElasticIp(EIP, "203.0.113.7", eni, instanceId, null, null);
    }

    private AddressDecision decision() {
        return new AddressDecisionRules(look.situation(), look.entry(), described, from)
                .decide(new WindowAddress(EIP, ENI, null));
    }

    private Optional<String> code() {
        return Optional.ofNullable(decision().ruleResult().problem()).map(Problem::code);
    }

    @Test
    void aFreeAddressIsAssociated() {
        assertThat(decision().action()).isEqualTo(Action.ASSOCIATE);
        assertThat(decision().isUnknown()).isFalse();
    }

    @Test
    void anAddressInPlaceIsLeftThere() {
        described = Optional.of(Map.of(EIP, on(ENI, ID)));

        assertThat(decision().action()).isEqualTo(Action.NONE);
    }

    @Test
    void anAddressOfAnotherIsNotTaken() {
        described = Optional.of(Map.of(EIP, on("eni-0123456789abcdef1", OTHER)));

        assertThat(decision().action()).isEqualTo(Action.ALERT);
        assertThat(code()).contains("WINDOW-105");
    }

    @Test
    void anAddressThatIsNotListedIsAnAlert() {
        described = Optional.of(Map.of());

        assertThat(code()).contains("WINDOW-106");
    }

    @Test
    void addressesThatCannotBeSeenAreUnknown() {
        described = Optional.empty();

        assertThat(decision().action()).isEqualTo(Action.WAIT);
        assertThat(decision().isUnknown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, WAIT", "0, ASSOCIATE"})
    void nothingIsAssociatedBeforeItsTime(long secondsBefore, Action action) {
        from = look.now.plusSeconds(secondsBefore);

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"60, ASSOCIATE", "61, WAIT"})
    void nothingIsAssociatedOnDataOlderThanAMinute(long seconds, Action action) {
        look.aged(Duration.ofSeconds(seconds));

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"19999, WAIT", "20000, ASSOCIATE"})
    void noCallWithinTwentySecondsOfAnother(long millis, Action action) {
        look.called(EIP, "ASSOCIATE", Duration.ofMillis(millis));

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, WAIT", "STOPPED, WAIT", "RUNNING, ASSOCIATE"})
    void itWaitsForItsInstance(InstanceState state, Action action) {
        look.instance(state);

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void anInterfaceOfAnInstanceThatIsNotOfTheWindowIsAnAlert() {
        look.interfaceOf(ENI, OTHER);

        assertThat(code()).contains("WINDOW-107");
    }

    @Test
    void anInterfaceOnNothingIsAnAlertWhereInterfacesAreListed() {
        look.onNothing().interfaceOf("eni-0123456789abcdef9", ID);

        assertThat(code()).contains("WINDOW-107");
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, ASSOCIATE, true", "STOPPED, WAIT, false"})
    void whereInterfacesAreNotListedARunningInstanceIsEnough(InstanceState state, Action action, boolean timely) {
        look.onNothing().interfaceOf("eni-0123456789abcdef1", OTHER).instance(state);

        assertThat(decision().action()).isEqualTo(action);
        assertThat(AddressDecisionRules.isTimely(look.situation(), look.entry()))
                .isEqualTo(timely);
    }

    @Test
    void aDecisionThatWaitsIsAboutTheSameAddress() {
        AddressDecision waiting = decision().waiting("later", look.entry());

        assertThat(waiting.resource()).isEqualTo(EIP);
        assertThat(waiting.window()).isEqualTo("sunday");
        assertThat(waiting.action()).isEqualTo(Action.WAIT);
        assertThat(waiting.reason()).isEqualTo("later");
    }
}
