package dev.lamplighter.app.doctor;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.window.cloudwatch.MetricDataCall;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.declare.ScalePolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.load.LoadQuestion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * Tries whether CloudWatch may be asked for the load of launched machines, as slots with {@code scale} have it. CloudWatch bills
 * each value and has no dry run, so one value is asked for, and only where something may be spent.
 */
final class LoadRights {
    private static final String RIGHT = "cloudwatch:GetMetricData";
    /** An id as EC2 writes it, of no instance: CloudWatch has no values of it, and bills what is asked for. */
    private static final String NO_INSTANCE = "i-00000000000000000";

    private final AwsClients aws;
    private final InstantSource clock;

    LoadRights(AwsClients aws, InstantSource clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /** Empty where no slot of these windows follows its load. */
    Optional<Finding> finding(
            AccountRegion place, FleetAccountRegion source, List<StreamingWindow> windows, boolean spends) {
        String subject = RIGHT + (place.words().isEmpty() ? "" : " " + place.words());
        return LaunchRights.slots(windows)
                .flatMap(slot -> slot.scalePolicy().stream())
                .findFirst()
                .map(policy -> spends
                        ? tried(subject, source, question(place, policy))
                        : Finding.untried(subject, "CloudWatch bills each value; --spend asks for one"));
    }

    private LoadQuestion question(AccountRegion place, ScalePolicy policy) {
        Instant now = clock.instant();
        LoadLimit limit = policy.limits().get(0);
        return new LoadQuestion(
                "doctor",
                now,
                "doctor",
                place,
                List.of(limit),
                List.of(NO_INSTANCE),
                now.minus(Duration.ofMinutes(1)),
                now);
    }

    private Finding tried(String subject, FleetAccountRegion source, LoadQuestion question) {
        return AwsTrial.of(subject, () -> {
            try (CloudWatchClient client = (CloudWatchClient) aws.cloudWatchOf().apply(source)) {
                client.getMetricData(MetricDataCall.request(question));
            }
            return "allowed: one value was asked for";
        });
    }
}
