package dev.lamplighter.window.ec2api;

import dev.lamplighter.window.awsapi.AwsApiEndpoint;
import org.apache.camel.Category;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;

/** Sends the SDK request in the message body to EC2; the SDK's response becomes the body. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = Ec2ApiEndpoint.SCHEME,
        title = "EC2 API",
        syntax = "ec2-api:action",
        producerOnly = true,
        category = Category.CLOUD)
public final class Ec2ApiEndpoint extends AwsApiEndpoint<Ec2Client> {
    static final String SCHEME = "ec2-api";

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
        super(uri, component, SCHEME, "ec2Client");
        this.action = action;
    }

    @Override
    protected @Nullable Ec2Client client() {
        return ec2Client;
    }

    @Override
    protected Object call(Ec2Client client, Message message) throws InvalidPayloadException {
        return switch (action) {
            case attachVolume -> client.attachVolume(message.getMandatoryBody(AttachVolumeRequest.class));
            case modifyInstanceAttribute ->
                client.modifyInstanceAttribute(message.getMandatoryBody(ModifyInstanceAttributeRequest.class));
        };
    }

    public @Nullable Ec2Client getEc2Client() {
        return ec2Client;
    }

    public void setEc2Client(Ec2Client client) {
        ec2Client = client;
    }
}
