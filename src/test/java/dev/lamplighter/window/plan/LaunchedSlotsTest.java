package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ENI;
import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a later slot needs of one before that has an Elastic IP. */
final class LaunchedSlotsTest {
    private static final String EIP = "eipalloc-0123456789abcdef0";

    private final Look look = Look.at(START.plus(Duration.ofHours(1))).instance(InstanceState.RUNNING);
    private final StreamingWindow window = LaunchRulesTest.window(
            LaunchRulesTest.ORIGIN.replace("origin", "edge"),
            LaunchRulesTest.ORIGIN.replace("}", ", eip: " + EIP + "}"));
    private final OccurrenceRecord entry = look.entry()
            .withLaunch(
                    SlotLaunch.requested("origin", 1, 1, "token", "", 0, START).launched(ID, ENI));

    private LaunchedSlots slots(String eni) {
        return new LaunchedSlots(
                look.situation(),
                entry,
                Optional.of(Map.of(EIP, new DescribedElasticIp(EIP, "198.51.100.7", eni, null, null, null))));
    }

    private boolean isReady(String eni) {
        LaunchSlot origin = window.windowResources().launches().get(1);
        return slots(eni).isReady(window, origin, entry.lastLaunch("origin"));
    }

    @Test
    void itIsReadyOnceItsAddressIsOnItsOwnInterface() {
        assertThat(isReady(ENI)).isTrue();
        assertThat(isReady("eni-1")).isFalse();
    }

    @Test
    void theAddressOfTheOriginIsThatOfTheSlotWithThisName() {
        List<LaunchSlot> launches = window.windowResources().launches();

        assertThat(slots(ENI).values(window, launches.get(0)).values())
                .containsEntry("origin.address", "198.51.100.7")
                .containsEntry("slot.name", "edge");
    }
}
