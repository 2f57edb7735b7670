package dev.lamplighter.window.cloudwatch;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Asks CloudWatch with the request in the body, until there are no further pages. */
final class CloudWatchProducer extends DefaultProducer {
    private final CloudWatchClient cloudWatch;

    CloudWatchProducer(CloudWatchEndpoint endpoint, CloudWatchClient cloudWatch) {
        super(endpoint);
        this.cloudWatch = cloudWatch;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        List<MetricDataResult> results =
                cloudWatch.getMetricDataPaginator(message.getMandatoryBody(GetMetricDataRequest.class)).stream()
                        .flatMap(page -> page.metricDataResults().stream())
                        .toList();
        message.setBody(
                GetMetricDataResponse.builder().metricDataResults(results).build());
    }
}
