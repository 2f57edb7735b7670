package dev.lamplighter.window.elasticip;

import dev.lamplighter.window.ec2.AssociateAddressCall;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import java.time.InstantSource;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Associates, disassociates or describes one Elastic IP; describes first and calls only on a difference. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "elastic-ip",
        title = "Elastic IP",
        syntax = "elastic-ip:operation",
        producerOnly = true,
        category = Category.CLOUD)
public final class ElasticIpEndpoint extends DefaultEndpoint {
    private static final String SYNTAX = "elastic-ip:operation";

    /** The operations, in lower case in the URI. */
    public enum Operation {
        ASSOCIATE,
        DISASSOCIATE,
        DESCRIBE
    }

    @UriPath(description = "What to do")
    private final Operation operation;

    @UriParam(description = "The address")
    private @Nullable String allocationId;

    @UriParam(description = "Where it belongs; to disassociate, from where alone it is taken")
    private @Nullable String networkInterfaceId;

    @UriParam(description = "Private address on the interface; its primary one if not set")
    private @Nullable String privateIpAddress;

    @UriParam(description = "Take it from whatever holds it", defaultValue = "false")
    private boolean allowReassociation;

    @UriParam(description = "Whether to associate as the body says, an AssociateAddressRequest", defaultValue = "false")
    private boolean pojoRequest;

    @UriParam(description = "Client of another account or region than the component's")
    private @Nullable Ec2Client ec2Client;

    private final ElasticIpComponent component;

    ElasticIpEndpoint(String uri, ElasticIpComponent component, Operation operation) {
        super(uri, component);
        this.component = component;
        this.operation = operation;
    }

    void requireOptions() {
        if (pojoRequest) {
            if (operation != Operation.ASSOCIATE || allocationId != null || networkInterfaceId != null) {
                throw new IllegalArgumentException(
                        "Option pojoRequest stands alone with associate: the body is an AssociateAddressRequest");
            }
            return;
        }
        require("allocationId", allocationId, "eipalloc", true);
        require("networkInterfaceId", networkInterfaceId, "eni", operation == Operation.ASSOCIATE);
    }

    /** Checks an option; the messages are like Camel's own. */
    private void require(String name, @Nullable String value, String prefix, boolean needed) {
        if (value == null) {
            if (needed) {
                throw new IllegalArgumentException(
                        "Option " + name + " is required when creating endpoint uri with syntax " + SYNTAX);
            }
        } else if (!value.matches(prefix + "-[0-9a-f]{8,17}")) {
            throw new PropertyBindingException(
                    this,
                    name,
                    value,
                    new IllegalArgumentException("allowed is an id of the form " + prefix + "-0123456789abcdef0"));
        }
    }

    @Override
    public Producer createProducer() {
        Ec2Client client = ec2Client == null ? component.client() : ec2Client;
        return new ElasticIpProducer(this, new SdkEc2Actions(client, InstantSource.system()));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("elastic-ip can't be read from");
    }

    Operation operation() {
        return operation;
    }

    /** Where the address is wanted, by the options; only of an endpoint that associates. */
    AssociateAddressCall association() {
        return new AssociateAddressCall(
                String.valueOf(allocationId), String.valueOf(networkInterfaceId), privateIpAddress, allowReassociation);
    }

    public @Nullable String getAllocationId() {
        return allocationId;
    }

    public void setAllocationId(String id) {
        allocationId = id;
    }

    public @Nullable String getNetworkInterfaceId() {
        return networkInterfaceId;
    }

    public void setNetworkInterfaceId(String id) {
        networkInterfaceId = id;
    }

    public @Nullable String getPrivateIpAddress() {
        return privateIpAddress;
    }

    public void setPrivateIpAddress(String address) {
        privateIpAddress = address;
    }

    public boolean isAllowReassociation() {
        return allowReassociation;
    }

    public void setAllowReassociation(boolean allow) {
        allowReassociation = allow;
    }

    public boolean isPojoRequest() {
        return pojoRequest;
    }

    public void setPojoRequest(boolean byBody) {
        pojoRequest = byBody;
    }

    public @Nullable Ec2Client getEc2Client() {
        return ec2Client;
    }

    public void setEc2Client(Ec2Client client) {
        ec2Client = client;
    }
}
