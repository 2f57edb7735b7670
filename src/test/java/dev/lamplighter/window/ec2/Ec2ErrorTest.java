package dev.lamplighter.window.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.alert.AlertSeverity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EC2's refusals and descriptions mean. */
final class Ec2ErrorTest {
    @ParameterizedTest
    @CsvSource({
        "InsufficientInstanceCapacity, CAPACITY",
        "Server.InsufficientInstanceCapacity, CAPACITY",
        "InstanceLimitExceeded, LIMIT",
        "RequestLimitExceeded, THROTTLED",
        "HTTP 503, FOREIGN",
        "UnauthorizedOperation, DENIED",
        "IncorrectInstanceState, OTHER",
        "'', OTHER"
    })
    void eachCodeIsOfAKind(String code, Ec2Error kind) {
        assertThat(Ec2Error.of(code)).isEqualTo(kind);
        assertThat(Ec2Error.of(new Ec2CallException(code, "refused", null))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"'', no credentials, DENIED", "'', connection refused, OTHER", "Throttling, credentials, THROTTLED"})
    void withoutCredentialsNothingWasAsked(String code, String message, Ec2Error kind) {
        assertThat(Ec2Error.of(new Ec2CallException(code, message, null))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CAPACITY, WARN, true, alternates",
        "LIMIT, WARN, true, quota",
        "THROTTLED, WARN, false, slowly",
        "FOREIGN, WARN, false, proxy",
        "DENIED, ERROR, false, iam-policy",
        "OTHER, WARN, false, permissions"
    })
    void eachKindHasItsConsequence(Ec2Error kind, AlertSeverity severity, boolean forType, String fix) {
        assertThat(kind.severity()).isEqualTo(severity);
        assertThat(kind.isForType()).isEqualTo(forType);
        assertThat(kind.fix()).contains(fix);
    }

    @ParameterizedTest
    @CsvSource({
        ", , , nobody",
        "eni-1, , , eni-1",
        "eni-1, , 10.0.1.7, eni-1 at 10.0.1.7",
        ", i-1, , i-1",
        "eni-1, i-1, 10.0.1.7, eni-1 of i-1 at 10.0.1.7"
    })
    void whoHoldsAnAddressIsNamed(@Nullable String eni, @Nullable String id, @Nullable String ip, String holder) {
        assertThat(new DescribedElasticIp("eipalloc-1", "203.0.113.7", eni, id, ip, null).holder())
                .isEqualTo(holder);
    }

    @Test
    void aSightingIsNoYoungerThanItsQuestion() {
        Instant now = Instant.parse("2026-11-22T14:30:00Z");
        DescribedInstances describedInstances = new DescribedInstances(now, Map.of(), Map.of(), Map.of());

        assertThat(describedInstances.takenBy(now.minusSeconds(1)).takenAt()).isEqualTo(now.minusSeconds(1));
        assertThat(describedInstances.takenBy(now.plusSeconds(1)).takenAt()).isEqualTo(now);
    }
}
