package dev.lamplighter.app.feature;

import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ResponseDateRecorder;
import dev.lamplighter.base.aws.ServerTimeSample;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Gives AWS's time, from the answers to all clients. To ask for it, it describes a few instances, which the windows' policy
 * allows; a refusal carries the time as well.
 */
record AwsClock(ResponseDateRecorder dates, Ec2Client ec2) implements AwsTime {
    private static final Logger LOG = LoggerFactory.getLogger(AwsClock.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int SMALLEST_PAGE = 5;
    private static final Filter FEW =
            Filter.builder().name("instance-state-name").values("pending").build();

    @Override
    public List<ServerTimeSample> latest() {
        return dates.latest();
    }

    @Override
    public void ask() {
        try {
            ec2.describeInstances(request -> request.maxResults(SMALLEST_PAGE)
                    .filters(FEW)
                    .overrideConfiguration(call -> call.apiCallTimeout(LONGEST)));
        } catch (SdkException e) {
            LOG.debug("EC2 could not be asked for the time", e);
        }
    }
}
