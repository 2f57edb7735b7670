package dev.lamplighter.window.awsapi;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the SDK request in the message body to a service; the SDK's response becomes the body.
 *
 * @param <C> the SDK's client of the service
 */
public abstract class AwsApiEndpoint<C> extends DefaultEndpoint {
    private final String scheme;
    private final String clientOption;

    /** @param clientOption the name of the option that {@link #client} returns */
    protected AwsApiEndpoint(String uri, AwsApiComponent component, String scheme, String clientOption) {
        super(uri, component);
        this.scheme = scheme;
        this.clientOption = clientOption;
    }

    /** The client of the account and region; null as long as it isn't set. */
    protected abstract @Nullable C client();

    /** Makes the call with the request in the body, and returns the response. */
    protected abstract Object call(C client, Message message) throws InvalidPayloadException;

    C requiredClient() {
        C client = client();
        if (client == null) {
            throw new IllegalArgumentException("Option " + clientOption
                    + " is required when creating endpoint uri with syntax " + scheme + ":action");
        }
        return client;
    }

    @Override
    public Producer createProducer() {
        C client = requiredClient();
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws InvalidPayloadException {
                exchange.getMessage().setBody(call(client, exchange.getMessage()));
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(scheme + " can't be read from");
    }
}
