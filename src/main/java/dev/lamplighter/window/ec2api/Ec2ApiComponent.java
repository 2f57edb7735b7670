package dev.lamplighter.window.ec2api;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes the endpoints {@code ec2-api:action}; see docs/reference/ec2-api.md. */
@Component("ec2-api")
public final class Ec2ApiComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new Ec2ApiEndpoint(uri, this, action(remaining));
    }

    /** Camel has set the options by now and refused those that it doesn't know. */
    @Override
    protected void afterConfiguration(String uri, String remaining, Endpoint endpoint, Map<String, Object> parameters) {
        ((Ec2ApiEndpoint) endpoint).requireOptions();
    }

    private static Ec2ApiEndpoint.Action action(String text) {
        for (Ec2ApiEndpoint.Action action : Ec2ApiEndpoint.Action.values()) {
            if (action.name().equals(text)) {
                return action;
            }
        }
        throw new PropertyBindingException("ec2-api:" + text, "action", text, null);
    }
}
