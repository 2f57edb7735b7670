package dev.lamplighter.base.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What routes of operators read of a message by name. */
final class MessageTest {
    private static final List<String> FIELDS = List.of(
            "WindowEvent",
            "WindowName",
            "WindowStart",
            "WindowEnd",
            "InstanceId",
            "InstanceName",
            "InstanceState",
            "InstanceStateBefore",
            "InstanceSource",
            "InstanceSeenAt",
            "MonthReport",
            "Month",
            "MonthAssembly",
            "MonthAssemblyBefore",
            "MonthState",
            "MonthCost");

    private static Stream<String> read(Map<String, String> fields) {
        Message message = new Message(1, "webhook", Event.READY, fields, "", "", "", Instant.EPOCH);
        return Stream.of(
                message.event(),
                message.window(),
                message.start(),
                message.end(),
                message.instance(),
                message.instanceName(),
                message.state(),
                message.stateBefore(),
                message.source(),
                message.seenAt(),
                message.report(),
                message.month(),
                message.assembly(),
                message.assemblyBefore(),
                message.monthState(),
                message.cost());
    }

    @Test
    void eachPropertyIsItsFieldOrEmpty() {
        Map<String, String> fields = new HashMap<>();
        FIELDS.forEach(name -> fields.put(name, "of " + name));

        assertThat(read(fields))
                .containsExactlyElementsOf(
                        FIELDS.stream().map(name -> "of " + name).toList());
        assertThat(read(Map.of())).hasSize(FIELDS.size()).containsOnly("");
    }
}
