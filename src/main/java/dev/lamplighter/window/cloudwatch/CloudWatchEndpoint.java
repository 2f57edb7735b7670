package dev.lamplighter.window.cloudwatch;

import dev.lamplighter.window.awsapi.AwsApiEndpoint;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Sends the SDK request in the message body to CloudWatch, page by page; one SDK response with all of it becomes the body. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = CloudWatchEndpoint.SCHEME,
        title = "CloudWatch",
        syntax = "cloudwatch:action",
        producerOnly = true,
        category = Category.CLOUD)
public final class CloudWatchEndpoint extends AwsApiEndpoint<CloudWatchClient> {
    static final String SCHEME = "cloudwatch";

    /** The actions, named as in the SDK. */
    @SuppressWarnings("MemberName") // they are the words of the URI
    public enum Action {
        getMetricData
    }

    @UriPath(description = "What to do")
    @Metadata(required = true)
    private final Action action;

    @UriParam(description = "Client of the account and region")
    @Metadata(required = true)
    private @Nullable CloudWatchClient cloudWatchClient;

    CloudWatchEndpoint(String uri, CloudWatchComponent component, Action action) {
        super(uri, component, SCHEME, "cloudWatchClient");
        this.action = action;
    }

    @Override
    protected @Nullable CloudWatchClient client() {
        return cloudWatchClient;
    }

    @Override
    protected Object call(CloudWatchClient client, Message message) throws InvalidPayloadException {
        return switch (action) {
            case getMetricData -> allPages(client, message.getMandatoryBody(GetMetricDataRequest.class));
        };
    }

    private static GetMetricDataResponse allPages(CloudWatchClient client, GetMetricDataRequest request) {
        List<MetricDataResult> results = client.getMetricDataPaginator(request).stream()
                .flatMap(page -> page.metricDataResults().stream())
                .toList();
        return GetMetricDataResponse.builder().metricDataResults(results).build();
    }

    public @Nullable CloudWatchClient getCloudWatchClient() {
        return cloudWatchClient;
    }

    public void setCloudWatchClient(CloudWatchClient client) {
        cloudWatchClient = client;
    }
}
