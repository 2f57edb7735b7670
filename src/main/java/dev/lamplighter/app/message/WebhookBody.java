package dev.lamplighter.app.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the JSON that a web hook is called with. A template is JSON with names such as <code>${text}</code> within its
 * strings.
 *
 * @param template a shipped template, or the text of the operator's file
 * @param topic of ntfy; empty for any other service
 */
public record WebhookBody(String template, String topic) {
    private static final String KEY = "alerts.webhook.template";
    private static final List<String> SHIPPED = List.of("plain", "slack", "discord", "ntfy");
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z]+)}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Discord takes no longer text. */
    private static final int LONGEST = 1900;

    private static final Message EXAMPLE =
            new Message(1, "webhook", "alerts", Map.of(), "a \"title\"", "a\\text\nof two lines", "", Instant.EPOCH);

    /** Reads and checks the template; without a setting it is chosen by the host of the URL. */
    static WebhookBody of(Settings settings, String url) {
        String name = settings.text(KEY, usual(url));
        boolean isNtfy = name.equals("ntfy");
        String topic = isNtfy ? topic(url) : "";
        if (SHIPPED.contains(name)) {
            if (isNtfy && topic.isEmpty()) {
                throw Settings.refused(
                        "alerts.webhook.url", "***", "with ntfy, a URL with a topic", "write https://ntfy.sh/<topic>");
            }
            return new WebhookBody(shipped(name), topic);
        }
        Path file = settings.path(KEY, "");
        if (!name.contains(".") && !name.contains("/")) {
            throw Settings.refused(
                    KEY,
                    name,
                    "one of " + String.join(", ", SHIPPED) + ", or a file",
                    Suggestion.nearest(name, SHIPPED)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("change the value"));
        }
        try {
            WebhookBody body = new WebhookBody(Files.readString(file), "");
            JSON.readTree(body.text(EXAMPLE));
            return body;
        } catch (JsonProcessingException e) {
            throw Settings.refused(
                    KEY, file.toString(), "a file of JSON: " + e.getOriginalMessage(), "correct the file");
        } catch (IOException e) {
            throw Settings.refused(KEY, file.toString(), "a file: " + IoErrorText.ofFile(e), "make it readable");
        } catch (IllegalArgumentException e) {
            throw Settings.refused(
                    KEY,
                    file.toString(),
                    "no ${" + e.getMessage() + "}; the names are "
                            + String.join(", ", values(EXAMPLE, "").keySet()),
                    "correct the file");
        }
    }

    private static String usual(String url) {
        String host = Objects.requireNonNullElse(
                URI.create(url.replaceAll("[^!-~]", "_")).getHost(), "");
        return host.equals("hooks.slack.com")
                ? "slack"
                : host.equals("discord.com") || host.equals("discordapp.com")
                        ? "discord"
                        : host.equals("ntfy.sh") ? "ntfy" : "plain";
    }

    private static String topic(String url) {
        return url.replaceFirst("^https?://[^/]*/?", "").replaceFirst("[/?#].*", "");
    }

    /** Where to send to: ntfy takes JSON at its root. */
    String urlFor(String url) {
        return topic.isEmpty() ? url : url.replaceFirst("^(https?://[^/]*/).*", "$1");
    }

    private static String shipped(String name) {
        try (InputStream in = WebhookBody.class.getResourceAsStream(name + ".json")) {
            return new String(
                    Objects.requireNonNull(in, name + " is not in the jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body for a message; throws {@link IllegalArgumentException} with a name that no message has. */
    String text(Message message) {
        Map<String, String> values = values(message, topic);
        StringBuilder filled = new StringBuilder();
        Matcher names = NAME.matcher(template);
        while (names.find()) {
            String value = values.get(names.group(1));
            if (value == null) {
                throw new IllegalArgumentException(names.group(1));
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(quoted(value)));
        }
        return names.appendTail(filled).toString();
    }

    private static Map<String, String> values(Message message, String topic) {
        Map<String, String> values = new TreeMap<>();
        List.of("State", "Severity", "Code", "Area", "Subject", "Resource", "Since")
                .forEach(name -> values.put(name.toLowerCase(java.util.Locale.ROOT), field(message, "Alert" + name)));
        values.put("about", message.about());
        values.put("at", message.at().toString());
        values.put("id", message.id());
        values.put("title", message.title());
        values.put(
                "text",
                message.text().length() <= LONGEST
                        ? message.text()
                        : message.text().substring(0, LONGEST) + "...");
        values.put("topic", topic);
        values.put("window", field(message, "WindowName"));
        return values;
    }

    private static String field(Message message, String name) {
        return message.fields().getOrDefault(name, "");
    }

    private static String quoted(String value) {
        try {
            String written = JSON.writeValueAsString(value);
            return written.substring(1, written.length() - 1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "body of a web hook";
    }
}
