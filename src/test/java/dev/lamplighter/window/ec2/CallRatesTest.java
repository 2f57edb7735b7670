package dev.lamplighter.window.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CallRatesTest {
    private Instant now = Instant.parse("2026-11-22T14:20:00Z");
    private final InstantSource clock = () -> now;
    private final CallRates rates = new CallRates(clock);

    /** Burst and refill a second, copied from AWS's table of non-service-specific limits by hand. */
    @Test
    void everyOperationStaysUnderHalfOfWhatEc2Allows() {
        Map<Ec2Operation, double[]> allowed = new EnumMap<>(Map.of(
                Ec2Operation.DESCRIBE_INSTANCES, new double[] {100, 20},
                Ec2Operation.DESCRIBE_ADDRESSES, new double[] {100, 20},
                Ec2Operation.START_INSTANCES, new double[] {5, 2},
                Ec2Operation.STOP_INSTANCES, new double[] {50, 5},
                Ec2Operation.TERMINATE_INSTANCES, new double[] {100, 5},
                Ec2Operation.ASSOCIATE_ADDRESS, new double[] {50, 5},
                Ec2Operation.MODIFY_INSTANCE_ATTRIBUTE, new double[] {50, 5}));
        allowed.forEach((operation, limits) -> {
            assertThat((double) operation.burst()).as(operation.awsName()).isLessThanOrEqualTo(limits[0] / 2);
            assertThat(operation.perSecond()).as(operation.awsName()).isLessThanOrEqualTo(limits[1] / 2);
        });
    }

    @Test
    void anEmptyBucketFillsWithTimeAndOnlyToItsBurst() {
        assertThat(taken()).isEqualTo(2);
        now = now.plusMillis(999);
        assertThat(taken()).isZero();
        now = now.plusMillis(1);
        assertThat(taken()).isEqualTo(1);
        now = now.plus(Duration.ofHours(1));
        assertThat(taken()).isEqualTo(2);
        assertThat(rates.take(Ec2Operation.STOP_INSTANCES))
                .as("a bucket of its own")
                .isTrue();
    }

    @Test
    void whatEc2ThrottlesWaitsLongerEachTimeUntilItAccepts() {
        assertThat(secondsShutAfterThrottle()).isBetween(2L, 6L);
        assertThat(secondsShutAfterThrottle()).isBetween(5L, 11L);
        assertThat(secondsShutAfterThrottle()).isBetween(10L, 21L);
        for (int i = 0; i < 20; i++) {
            assertThat(secondsShutAfterThrottle()).isLessThanOrEqualTo(61);
        }
        rates.accepted(Ec2Operation.START_INSTANCES);
        assertThat(secondsShutAfterThrottle()).isBetween(2L, 6L);
    }

    @Test
    void aClockThatIsSetBackKeepsNoBucketShut() {
        rates.throttled(Ec2Operation.START_INSTANCES);
        now = now.minus(Duration.ofHours(3));
        taken();
        now = now.plusSeconds(2);
        assertThat(taken()).isEqualTo(2);
    }

    private long secondsShutAfterThrottle() {
        rates.throttled(Ec2Operation.START_INSTANCES);
        long seconds = 0;
        while (!rates.take(Ec2Operation.START_INSTANCES)) {
            now = now.plusSeconds(1);
            seconds++;
        }
        return seconds;
    }

    private int taken() {
        int taken = 0;
        while (rates.take(Ec2Operation.START_INSTANCES)) {
            taken++;
        }
        return taken;
    }
}
