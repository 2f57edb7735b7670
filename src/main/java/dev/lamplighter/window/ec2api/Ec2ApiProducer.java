package dev.lamplighter.window.ec2api;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;

/** Makes the endpoint's EC2 call with the request in the body. */
final class Ec2ApiProducer extends DefaultProducer {
    private final Ec2ApiEndpoint endpoint;
    private final Ec2Client ec2;

    Ec2ApiProducer(Ec2ApiEndpoint endpoint, Ec2Client ec2) {
        super(endpoint);
        this.endpoint = endpoint;
        this.ec2 = ec2;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        message.setBody(call(message));
    }

    private Ec2Response call(Message message) throws InvalidPayloadException {
        return switch (endpoint.action()) {
            case attachVolume -> ec2.attachVolume(message.getMandatoryBody(AttachVolumeRequest.class));
            case modifyInstanceAttribute ->
                ec2.modifyInstanceAttribute(message.getMandatoryBody(ModifyInstanceAttributeRequest.class));
        };
    }
}
