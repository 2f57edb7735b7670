package dev.lamplighter.window.ec2api;

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
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Sends the SDK request in the message body to EC2; the SDK's response becomes the body. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "ec2-api",
        title = "EC2 API",
        syntax = "ec2-api:action",
        producerOnly = true,
        category = Category.CLOUD)
public final class Ec2ApiEndpoint extends DefaultEndpoint {
    /** The actions, named as in EC2's API but with a lower-case first letter, as in the SDK. */
    @SuppressWarnings("MemberName") // they are the words of the URI
    public enum Action {
        attachVolume,
        modifyInstanceAttribute
    }

    @UriPath(description = "What to do")
    @Metadata(required = true)
    private final Action action;

    @UriParam(description = "Client of the account and region")
    @Metadata(required = true)
    private @Nullable Ec2Client ec2Client;

    Ec2ApiEndpoint(String uri, Ec2ApiComponent component, Action action) {
        super(uri, component);
        this.action = action;
    }

    void requireOptions() {
        client();
    }

    @Override
    public Producer createProducer() {
        return new Ec2ApiProducer(this, client());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("ec2-api can't be read from");
    }

    private Ec2Client client() {
        if (ec2Client == null) {
            throw new IllegalArgumentException(
                    "Option ec2Client is required when creating endpoint uri with syntax ec2-api:action");
        }
        return ec2Client;
    }

    Action action() {
        return action;
    }

    public @Nullable Ec2Client getEc2Client() {
        return ec2Client;
    }

    public void setEc2Client(Ec2Client client) {
        ec2Client = client;
    }
}
