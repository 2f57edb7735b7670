package dev.lamplighter.app.feature;

import dev.lamplighter.app.message.MessageDeliveryAlerts;
import dev.lamplighter.app.message.MessageDispatcher;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.app.message.TestMessages;
import dev.lamplighter.app.verb.MessageVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.AlertProblemCode;
import dev.lamplighter.base.message.MessageOutbox;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Provides messages to people: the beans of the routes that deliver them, and the verb that tries each place. */
public final class MessagesFeature implements Feature {
    private final MessageSettings settings;
    private final MessageDispatcher messages;
    private final MessageDeliveryAlerts troubles;
    private final TestMessages test;

    /**
     * Makes one that delivers what is in these outboxes.
     *
     * @param before looks for new events, each time before they are read
     * @param alerts where a place that can't be reached is raised
     */
    public MessagesFeature(
            MessageSettings settings,
            List<MessageOutbox> outboxes,
            AlertSink alerts,
            InstantSource clock,
            Runnable before) {
        this.settings = settings;
        messages = new MessageDispatcher(settings, outboxes, clock, before);
        troubles = new MessageDeliveryAlerts(messages, alerts);
        test = new TestMessages(messages, clock);
    }

    @Override
    public String area() {
        return SetAside.SETTINGS;
    }

    @Override
    public Map<String, Object> beans() {
        Map<String, Object> beans = new HashMap<>(settings.beans());
        beans.put("messages", messages);
        return beans;
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of();
    }

    @Override
    public List<Verb> verbs() {
        return MessageVerbs.of(test::lines);
    }

    @Override
    public void attach(CamelContext context) {
        test.attach(() -> context);
        messages.attach(context);
    }

    /** Attaches a context that is started by the first request. */
    public void attach(Supplier<CamelContext> contexts) {
        test.attach(contexts);
    }

    /** Raises and clears the alerts of places that can't be reached. */
    void tellTroubles() {
        troubles.tell();
    }

    MessageDispatcher messages() {
        return messages;
    }

    @Override
    public Map<String, Problem> expectedRoutes() {
        Map<String, Problem> expected = new TreeMap<>();
        if (settings.isAny()) {
            expected.put("messages", missing("messages", "nobody is told anything"));
        }
        settings.mail().ifPresent(mail -> expected.put("message-mail", missing("message-mail", "no mail is sent")));
        settings.webhook()
                .ifPresent(
                        hook -> expected.put("message-webhook", missing("message-webhook", "no web hook is called")));
        settings.rules()
                .routes()
                .forEach(route -> expected.put(route, missing(route, "its events are kept and go nowhere")));
        settings.heartbeat().ifPresent(url -> expected.put("heartbeat", missing("heartbeat", "no heartbeat is sent")));
        return expected;
    }

    private static Problem missing(String route, String why) {
        return new Problem(
                AlertProblemCode.ROUTE_MISSING,
                "routes/" + route + ".camel.yaml",
                "no route \"" + route + "\"",
                why,
                "copy the file from the archive that this version came in");
    }

    @Override
    public void close() {}
}
