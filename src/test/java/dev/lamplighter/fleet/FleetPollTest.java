package dev.lamplighter.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;

final class FleetPollTest {
    /** The heap is small, and EC2 sends 3 KB an instance. */
    @ParameterizedTest
    @CsvSource({"1000, 1000, 250", "100, 100, 100"})
    void asksForShorterPagesOfDescriptionsThanOfStates(String pageSize, int statuses, int descriptions) {
        LightSettings settings = LightSettings.of(new Settings(Map.of("light.page-size", pageSize), Path.of("")));
        FleetPoll poll = new PolledFleets(settings).begin("");
        assertThat(poll.firstStatuses().maxResults()).isEqualTo(statuses);
        poll.add(DescribeInstanceStatusResponse.builder().build());
        assertThat(poll.firstDescriptions(Instant.EPOCH))
                .map(DescribeInstancesRequest::maxResults)
                .contains(descriptions);
    }
}
