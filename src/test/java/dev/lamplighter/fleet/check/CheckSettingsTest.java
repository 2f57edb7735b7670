package dev.lamplighter.fleet.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.InstanceState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckSettingsTest {
    private static final Map<String, String> HTTP = Map.of(
            "light.check.web.type", "http",
            "light.check.web.tag", "Role=web",
            "light.check.web.url", "http://{privateIp}:8080/health");

    @Test
    void readsAnHttpCheckWithItsDefaults() {
        CheckSettings settings = read(HTTP);
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("web");
            assertThat(check.period()).isEqualTo(Duration.ofSeconds(30));
            assertThat(check.failsAfter()).hasToString("2 of 3");
            assertThat(check.recoversAfter()).hasToString("2 of 2");
            assertThat(check.routeId()).isEqualTo("light-check-web");
            assertThat(check.probe()).isInstanceOfSatisfying(HttpProbe.class, probe -> {
                assertThat(probe.url()).isEqualTo("http://{privateIp}:8080/health");
                assertThat(probe.status()).isEqualTo(200);
                assertThat(probe.timeout()).isEqualTo(Duration.ofSeconds(5));
            });
        });
    }

    @Test
    void asksOnlyWhoRunsAndIsMeant() {
        CheckDeclaration check = read(Map.of(
                        "light.check.alive.type", "ping",
                        "light.check.alive.instances", "i-1, web-2",
                        "light.check.alive.tag", "Role=web"))
                .checks()
                .get(0);
        assertThat(check.isFor(Machines.running("i-1", Map.of()))).isTrue();
        assertThat(check.isFor(Machines.running("i-2", Map.of("Name", "web-2"))))
                .isTrue();
        assertThat(check.isFor(Machines.running("i-3", Map.of("Role", "web")))).isTrue();
        assertThat(check.isFor(Machines.running("i-4", Map.of("Role", "db")))).isFalse();
        assertThat(check.isFor(Machines.machine("i-1", InstanceState.STOPPED, null, Map.of())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type | htpp | allowed is one of http, ping",
                "urll | x | did you mean light.check.web.url?",
                "url | http://{privateip}/ | allowed is http:// or https:// with {id}, {name}, {privateIp}, {publicIp} in it",
                "url | ftp://{privateIp}/ | allowed is http:// or https://",
                "status | 99 | allowed is a whole number in 100..599",
                "timeout | 5h | allowed is between PT0.1S and PT1M",
                "period | 1ms | allowed is between PT1S and PT24H",
                "fails-after | 4 of 3 | allowed is M of N with 1 <= M <= N <= 32",
                "port | 22 | allowed is nothing, for type http",
                "tag | '' | say which instances to check",
            })
    void setsAsideACheckThatCanNotBeUsedAndKeepsTheOthers(String part, String value, String told) {
        Map<String, String> written = new TreeMap<>(HTTP);
        written.put("light.check.web." + part, value);
        written.put("light.check.alive.type", "ping");
        written.put("light.check.alive.instances", "i-1");

        CheckSettings settings = read(written);

        assertThat(settings.checks()).extracting(CheckDeclaration::name).containsExactly("alive");
        assertThat(settings.problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith("CONFIG-002  light.check.web.")
                .contains(told);
    }

    private static CheckSettings read(Map<String, String> written) {
        return CheckSettings.of(
                new Settings(written, Path.of("")),
                (address, timeout) -> Icmp.Echo.NOT_PERMITTED,
                InstantSource.system());
    }
}
