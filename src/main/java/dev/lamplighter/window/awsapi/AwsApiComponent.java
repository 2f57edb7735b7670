package dev.lamplighter.window.awsapi;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.support.DefaultComponent;

/** Makes endpoints whose URI names an action and whose options name a client. */
public abstract class AwsApiComponent extends DefaultComponent {
    /** Camel has set the options by now and refused those that it doesn't know. */
    @Override
    protected void afterConfiguration(String uri, String remaining, Endpoint endpoint, Map<String, Object> parameters) {
        ((AwsApiEndpoint<?>) endpoint).requiredClient();
    }

    /** The action of a URI, which is written as the SDK writes it. */
    protected static <A extends Enum<A>> A action(String scheme, Class<A> actions, String text) {
        for (A action : actions.getEnumConstants()) {
            if (action.name().equals(text)) {
                return action;
            }
        }
        throw new PropertyBindingException(scheme + ":" + text, "action", text, null);
    }
}
