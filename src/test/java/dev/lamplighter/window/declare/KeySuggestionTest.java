package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of windows.yaml as AWS and other tools name the same thing. */
final class KeySuggestionTest {
    private static final List<String> OF_A_WINDOW =
            List.of("name", "when", "instance", "instances", "addresses", "zone", "role");
    private static final List<String> OF_AN_ADDRESS = List.of("eip", "eni", "privateIp");
    private static final List<String> OF_WHEN = List.of("days", "opens", "closes", "cron", "for", "from", "to");

    @ParameterizedTest
    @CsvSource({
        "instanceId, instance",
        "InstanceIds, instances",
        "elasticIps, addresses",
        "elastic-ip, addresses",
        "time_zone, zone",
        "TZ, zone",
        "schedule, when",
        "roleArn, role",
    })
    void leadToTheKeyOfAWindow(String word, String key) {
        assertThat(KeySuggestion.of(word, OF_A_WINDOW)).contains(key);
    }

    @ParameterizedTest
    @CsvSource({"address, eip", "allocationId, eip", "NetworkInterfaceId, eni", "privateIpAddress, privateIp"})
    void leadToTheKeyOfAnAddress(String word, String key) {
        assertThat(KeySuggestion.of(word, OF_AN_ADDRESS)).contains(key);
    }

    @ParameterizedTest
    @CsvSource({"start, opens", "stop, closes", "end, closes", "duration, for", "schedule, cron", "opend, opens"})
    void leadToTheKeyOfWhen(String word, String key) {
        assertThat(KeySuggestion.of(word, OF_WHEN)).contains(key);
    }

    @Test
    void leadNowhereWhereNoKeyIsMeant() {
        assertThat(KeySuggestion.of("colour", OF_AN_ADDRESS)).isEmpty();
    }
}
