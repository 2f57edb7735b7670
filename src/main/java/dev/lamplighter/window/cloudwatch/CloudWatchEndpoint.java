package dev.lamplighter.window.cloudwatch;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Sends the SDK request in the message body to CloudWatch, page by page; one SDK response with all of it becomes the body. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "cloudwatch",
        title = "CloudWatch",
        syntax = "cloudwatch:action",
        producerOnly = true,
        category = Category.CLOUD)
public final class CloudWatchEndpoint extends DefaultEndpoint {
    @UriPath(description = "What to do: getMetricData")
    @Metadata(required = true)
    private final String action;

    @UriParam(description = "Client of the account and region")
    @Metadata(required = true)
    private @Nullable CloudWatchClient cloudWatchClient;

    CloudWatchEndpoint(String uri, CloudWatchComponent component, String action) {
        super(uri, component);
        this.action = action;
    }

    void requireOptions() {
        client();
    }

    @Override
    public Producer createProducer() {
        return new CloudWatchProducer(this, client());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("cloudwatch can't be read from");
    }

    private CloudWatchClient client() {
        if (cloudWatchClient == null) {
            throw new IllegalArgumentException(
                    "Option cloudWatchClient is required when creating endpoint uri with syntax cloudwatch:action");
        }
        return cloudWatchClient;
    }

    String action() {
        return action;
    }

    public @Nullable CloudWatchClient getCloudWatchClient() {
        return cloudWatchClient;
    }

    public void setCloudWatchClient(CloudWatchClient client) {
        cloudWatchClient = client;
    }
}
