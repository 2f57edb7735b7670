package dev.lamplighter.window.cloudwatch;

import dev.lamplighter.window.awsapi.AwsApiComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes the endpoints {@code cloudwatch:getMetricData}; see docs/reference/cloudwatch.md. */
@Component(CloudWatchEndpoint.SCHEME)
public final class CloudWatchComponent extends AwsApiComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new CloudWatchEndpoint(
                uri, this, action(CloudWatchEndpoint.SCHEME, CloudWatchEndpoint.Action.class, remaining));
    }
}
