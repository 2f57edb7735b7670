package dev.lamplighter.app.message;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.Message;
import dev.lamplighter.base.message.MessageOutbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the messages of all outboxes to their routes, and knows which places can't be reached. Thread-safe. */
public final class MessageDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(MessageDispatcher.class);

    /** A place that has failed for longer is shown; shorter failures come and go. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private final MessageSettings settings;
    private final List<MessageOutbox> outboxes;
    private final InstantSource clock;
    private final Runnable before;
    private final AtomicBoolean isHeartbeatFailing = new AtomicBoolean();
    private volatile @Nullable CamelContext camel;
    private final Map<Message, MessageOutbox> handedOut = new ConcurrentHashMap<>();
    private final Map<String, Problem> failures = new ConcurrentHashMap<>();

    /**
     * Makes one that looks for new events first.
     *
     * @param before looks for them, each time before the outboxes are read
     */
    public MessageDispatcher(
            MessageSettings settings, List<MessageOutbox> outboxes, InstantSource clock, Runnable before) {
        this.before = before;
        this.settings = settings;
        this.outboxes = outboxes.stream().distinct().toList();
        this.clock = clock;
        this.outboxes.forEach(outbox -> outbox.follow(settings.rules()));
    }

    /** The messages to deliver now, those of one place in a list; if an outbox can't be read, the others are. */
    public List<List<Message>> pending() {
        Map<String, List<Message>> byPlace = new LinkedHashMap<>();
        RuntimeException failure = null;
        try {
            before.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (MessageOutbox outbox : outboxes) {
            try {
                for (Message message : outbox.pending()) {
                    handedOut.put(message, outbox);
                    byPlace.computeIfAbsent(message.place(), place -> new ArrayList<>())
                            .add(message);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null && byPlace.isEmpty()) {
            throw failure;
        }
        return List.copyOf(byPlace.values());
    }

    /** Records that a message was delivered. */
    public void sent(Message message) {
        MessageOutbox outbox = handedOut.remove(message);
        if (outbox != null) {
            outbox.sent(message);
        }
        if (failures.remove(message.place()) != null) {
            LOG.info("messages are delivered again place=\"{}\"", message.place());
        }
    }

    /** Records that a message could not be delivered; a place that fails is logged once for the same cause. */
    public void failed(Message message, Exception failure) {
        MessageOutbox outbox = handedOut.remove(message);
        if (outbox != null) {
            outbox.failed(message);
        }
        Problem problem = DeliveryProblem.of(message.place(), failure);
        Problem before = failures.put(message.place(), problem);
        if (before == null || !before.line().equals(problem.line())) {
            LOG.warn("{}", problem.line());
        }
        LOG.debug("a message was not delivered", failure);
    }

    /** Writes a message about a cost letter. */
    public void letter(String subject, String html, String text, String file) {
        outboxes.get(0)
                .publish(new Event(
                        Event.LETTER,
                        file + " " + clock.instant(),
                        Map.of("AlertState", "LETTER", "AlertArea", "costs"),
                        subject,
                        text,
                        html,
                        null));
    }

    /** Places that have failed for an hour, each with the problem. */
    public Map<String, Problem> troubles() {
        Map<String, Problem> troubles = new TreeMap<>();
        if (failures.isEmpty()) {
            return troubles;
        }
        Instant before = clock.instant().minus(PATIENCE);
        for (MessageOutbox outbox : outboxes) {
            outbox.failing().stream()
                    .filter(message -> !message.at().isAfter(before))
                    .forEach(message -> {
                        Problem problem = failures.get(message.place());
                        if (problem != null) {
                            troubles.putIfAbsent(message.place(), problem);
                        }
                    });
        }
        return troubles;
    }

    /** Whether the last attempt to reach the place has failed. */
    boolean isFailing(String place) {
        return failures.containsKey(place);
    }

    /** The address of the web hook. */
    public String webhookUrl() {
        return webhook().url();
    }

    /** The header {@code Authorization} of the web hook; empty for none. */
    public String webhookAuthorization() {
        return webhook().authorization();
    }

    /** Attaches the context whose health says whether all is well. */
    public void attach(CamelContext context) {
        camel = context;
    }

    /** Whether every health check is UP. */
    public boolean allWell() {
        CamelContext context = camel;
        return context != null
                && HealthCheckHelper.invoke(context).stream()
                        .allMatch(result -> result.getState() == HealthCheck.State.UP);
    }

    /** Where it is told that all is well. */
    public String heartbeatUrl() {
        return settings.heartbeat().orElseThrow();
    }

    /** Checks the answer to that; throws the problem unless it was taken. */
    public void heartbeatAnswered(int status) {
        if (status < 200 || status > 299) {
            throw new ProblemException(DeliveryProblem.ofHeartbeat("it answers " + status));
        }
        if (isHeartbeatFailing.getAndSet(false)) {
            LOG.info("the heartbeat is taken again");
        }
    }

    /** Reports that it could not be told, once for as long as that lasts. */
    public void heartbeatFailed(Exception failure) {
        if (!isHeartbeatFailing.getAndSet(true)) {
            Problem problem = DeliveryProblem.of("alerts.heartbeat.url", failure);
            LOG.warn(
                    "{}",
                    (failure instanceof ProblemException ? problem : DeliveryProblem.ofHeartbeat(problem.why()))
                            .line());
        }
    }

    /** Whether the web hook wants that header. */
    public boolean isWebhookGuarded() {
        return !webhook().authorization().isEmpty();
    }

    /** What the web hook is called with. */
    public String webhookBody(Message message) {
        return webhook().body().text(message);
    }

    /** Checks the answer of the web hook; throws the problem unless it has taken the message. */
    public void webhookAnswered(int status) {
        if (status < 200 || status > 299) {
            throw new ProblemException(DeliveryProblem.ofAnswer(webhook().toString(), status));
        }
    }

    private MessageSettings.Webhook webhook() {
        return settings.webhook().orElseThrow();
    }

    /** The text of a mail: the message, and what helps its reader. */
    public String mailText(Message message) {
        String code = message.fields().getOrDefault("AlertCode", "");
        return message.text() + "\n"
                + (code.matches("[A-Z]+-\\d{3}")
                        ? "\nbin/lamplighter explain " + code + "   says more\nbin/lamplighter status"
                                + "                shows the rest\n"
                        : "");
    }

    /** Who is told. */
    public List<String> places() {
        return settings.rules().places();
    }

    MessageSettings settings() {
        return settings;
    }

    InstantSource clock() {
        return clock;
    }
}
