package dev.lamplighter.window.cloudwatch;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes the endpoints {@code cloudwatch:getMetricData}; see docs/reference/cloudwatch.md. */
@Component("cloudwatch")
public final class CloudWatchComponent extends DefaultComponent {
    private static final String ACTION = "getMetricData";

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (!remaining.equals(ACTION)) {
            throw new PropertyBindingException("cloudwatch:" + remaining, "action", remaining, null);
        }
        return new CloudWatchEndpoint(uri, this, remaining);
    }

    /** Camel has set the options by now and refused those that it doesn't know. */
    @Override
    protected void afterConfiguration(String uri, String remaining, Endpoint endpoint, Map<String, Object> parameters) {
        ((CloudWatchEndpoint) endpoint).requireOptions();
    }
}
