package dev.lamplighter.window.ec2api;

import dev.lamplighter.window.awsapi.AwsApiComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes the endpoints {@code ec2-api:action}; see docs/reference/ec2-api.md. */
@Component(Ec2ApiEndpoint.SCHEME)
public final class Ec2ApiComponent extends AwsApiComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new Ec2ApiEndpoint(uri, this, action(Ec2ApiEndpoint.SCHEME, Ec2ApiEndpoint.Action.class, remaining));
    }
}
