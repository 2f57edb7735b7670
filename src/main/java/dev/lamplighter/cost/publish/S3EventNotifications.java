package dev.lamplighter.cost.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportVersion;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads S3's event notifications from a queue, direct or wrapped by SNS. They are not trusted: a manifest that one names is
 * looked up in the bucket and entered in the ledger as it is there.
 *
 * <p>Source: "Event message structure", Amazon S3 User Guide; "Amazon SNS message and JSON formats".
 */
public final class S3EventNotifications {
    private static final Logger LOG = LoggerFactory.getLogger(S3EventNotifications.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SHOWN = 200;

    private final ReportDiscovery discovery;
    private final ReportLedger ledger;

    public S3EventNotifications(ReportDiscovery discovery, ReportLedger ledger) {
        this.discovery = discovery;
        this.ledger = ledger;
    }

    /**
     * Enters every manifest that a message names. A message that can't be parsed is logged in one line and dropped, because
     * it would come back for ever; the timer lists the bucket anyway.
     *
     * @param message null when the queue was empty
     * @return whether there is something to publish
     * @throws IOException when the bucket can't be read: the message must be kept
     */
    public boolean enter(@Nullable String message) throws IOException {
        if (message == null) {
            return false;
        }
        try {
            return enter(unwrapped(MAPPER.readTree(message)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warn(
                    "{}",
                    new Problem(
                                    CostProblemCode.NOTICE_SET_ASIDE,
                                    "cost.notice-queue",
                                    "message set aside: " + shown(message),
                                    e instanceof JsonProcessingException parsing
                                            ? parsing.getOriginalMessage()
                                            : String.valueOf(e.getMessage()),
                                    "let only S3's event notifications into this queue")
                            .line());
            return false;
        }
    }

    private boolean enter(JsonNode notification) throws IOException {
        if (notification.path("Event").asText().equals("s3:TestEvent")) {
            LOG.info(
                    "notices will come from bucket {}",
                    notification.path("Bucket").asText());
            return false;
        }
        JsonNode records = notification.path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException("it has no Records");
        }
        boolean found = false;
        for (JsonNode record : records) {
            Optional<ReportVersion> version = version(record);
            version.ifPresent(ledger::see);
            found |= version.isPresent();
        }
        return found;
    }

    /** The manifest that was written, as it is now; empty for other objects, other reports and removals. */
    private Optional<ReportVersion> version(JsonNode record) throws IOException {
        JsonNode s3 = record.path("s3");
        JsonNode key = s3.path("object").path("key");
        if (!key.isTextual()) {
            throw new IllegalArgumentException("a record names no object");
        }
        return record.path("eventName").asText().startsWith("ObjectCreated:")
                ? discovery.version(s3.path("bucket").path("name").asText(), decoded(key.textValue()))
                : Optional.empty();
    }

    /** The notification itself: SNS puts it as text into its own envelope, unless raw delivery is on. */
    private static JsonNode unwrapped(JsonNode message) throws JsonProcessingException {
        return message.path("Type").asText().equals("Notification")
                        && message.path("Message").isTextual()
                ? MAPPER.readTree(message.path("Message").textValue())
                : message;
    }

    /** A key decoded: S3 writes keys as in a query, a space as a plus and other characters with percent. */
    private static String decoded(String key) {
        return URLDecoder.decode(key, StandardCharsets.UTF_8);
    }

    private static String shown(String message) {
        return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "...";
    }
}
