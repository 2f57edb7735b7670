package dev.lamplighter.app.message;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.AlertProblemCode;
import dev.lamplighter.base.message.Message;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;

/** Sends a message to each place at once, by the route of the place, and says what came of it. */
public final class TestMessages {
    private final MessageDispatcher messages;
    private final InstantSource clock;
    private volatile @Nullable Supplier<CamelContext> camel;

    public TestMessages(MessageDispatcher messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** Attaches the context with the routes; before that no message can be sent. */
    public void attach(Supplier<CamelContext> contexts) {
        camel = contexts;
    }

    /** A line for each place: that it has taken the message, or the problem. */
    public List<String> lines() {
        if (messages.places().isEmpty()) {
            throw new ProblemException(new Problem(
                    AlertProblemCode.NO_PLACE,
                    "application.properties",
                    "nobody is told",
                    "neither alerts.mail.to nor alerts.webhook.url is set",
                    "set one of them",
                    Problem.Kind.USER));
        }
        Supplier<CamelContext> contexts = camel;
        if (contexts == null) {
            throw new IllegalStateException("the service is starting");
        }
        List<String> lines = new ArrayList<>();
        ProducerTemplate template = contexts.get().createProducerTemplate();
        try {
            for (String place : messages.places()) {
                lines.add(line(template, place));
            }
        } finally {
            template.stop();
        }
        return lines;
    }

    private String line(ProducerTemplate template, String place) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Message message = new Message(
                0,
                place,
                "test",
                Map.of("AlertState", "TEST"),
                "test",
                "This is a test by Lamplighter on " + host() + ". Whoever reads it is told of alerts.",
                "",
                now);
        String route = "message-" + message.kind();
        Exchange exchange =
                template.send("direct:" + route, sent -> sent.getMessage().setBody(message));
        Exception failure = exchange.getException();
        if (failure == null) {
            return place + "  has taken the message";
        }
        return failure instanceof DirectConsumerNotAvailableException
                ? new Problem(
                                AlertProblemCode.ROUTE_MISSING,
                                "route " + route,
                                "doesn't run",
                                "it is stopped, or its file is missing or set aside",
                                "see lamplighter check, or copy the file from the archive that this version came in")
                        .line()
                : DeliveryProblem.of(place, failure).line();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }
}
