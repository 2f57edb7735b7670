package dev.lamplighter.window.elasticip;

import java.util.Locale;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Makes the endpoints {@code elastic-ip:operation}; see docs/reference/elastic-ip.md. */
@Component("elastic-ip")
public final class ElasticIpComponent extends DefaultComponent {
    /** The name under which the service's own client is in the registry. */
    private static final String OWN_CLIENT = "ec2Client";

    @Metadata(description = "Client of the account and region; the registry's ec2Client, or its only one, if not set")
    private @Nullable Ec2Client ec2Client;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new ElasticIpEndpoint(uri, this, operation(remaining));
    }

    /** Camel has set the options by now and refused those that it doesn't know. */
    @Override
    protected void afterConfiguration(String uri, String remaining, Endpoint endpoint, Map<String, Object> parameters) {
        ((ElasticIpEndpoint) endpoint).requireOptions();
    }

    private static ElasticIpEndpoint.Operation operation(String text) {
        for (ElasticIpEndpoint.Operation operation : ElasticIpEndpoint.Operation.values()) {
            if (operation.name().toLowerCase(Locale.ROOT).equals(text)) {
                return operation;
            }
        }
        throw new PropertyBindingException("elastic-ip:" + text, "operation", text, null);
    }

    /** The component's own client, else the registry's. */
    Ec2Client client() {
        if (ec2Client != null) {
            return ec2Client;
        }
        Ec2Client own = getCamelContext().getRegistry().lookupByNameAndType(OWN_CLIENT, Ec2Client.class);
        Ec2Client found = own == null ? getCamelContext().getRegistry().findSingleByType(Ec2Client.class) : own;
        if (found == null) {
            throw new ResolveEndpointFailedException("elastic-ip", "there is no ec2Client in the registry");
        }
        return found;
    }

    public @Nullable Ec2Client getEc2Client() {
        return ec2Client;
    }

    public void setEc2Client(Ec2Client client) {
        ec2Client = client;
    }
}
