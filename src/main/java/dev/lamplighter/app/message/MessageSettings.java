package dev.lamplighter.app.message;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.MessageRules;
import dev.lamplighter.base.message.QuietTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads where messages go, and which.
 *
 * @param mail empty if none is sent
 * @param webhook empty if none is called
 * @param soon how long before a window starts {@code starting-soon} is told
 * @param heartbeat what is called while all is well; empty if nothing is
 */
public record MessageSettings(
        Optional<Mail> mail, Optional<Webhook> webhook, MessageRules rules, Duration soon, Optional<String> heartbeat) {
    static final String MAIL = "mail";
    static final String WEBHOOK = "webhook";

    /** What people may be told of, by the words of {@code alerts.about}. */
    public static final List<String> ABOUT =
            List.of(Event.ALERTS, Event.SOON, Event.READY, Event.NOT_READY, Event.OVER);

    private static final String TO = "alerts.mail.to";
    private static final String SMTP = "alerts.mail.smtp";
    private static final String PASSWORD = "alerts.mail.password";
    private static final String URL = "alerts.webhook.url";
    private static final String HTTP_URL = "https?://[^\\s/?#{}]+[^\\s{}]*";
    private static final String ADDRESS = "[^\\s@,<>\"]+@[^\\s@,<>\"]+";

    /**
     * How mail is sent.
     *
     * @param to addresses; each gets a mail of its own
     * @param tls {@code starttls}, {@code smtps} or {@code none}
     * @param user empty for a server that asks for none
     */
    public record Mail(List<String> to, String host, int port, String tls, String user, String password, String from) {
        @Override
        public String toString() {
            return "mail by " + host + ":" + port;
        }
    }

    /**
     * How a web hook is called.
     *
     * @param authorization the header of this name; empty for none
     */
    public record Webhook(String url, String authorization, WebhookBody body) {
        /** Without the path, which is the secret of most web hooks. */
        @Override
        public String toString() {
            return url.replaceFirst("^(https?://)(?:[^/?#@]*@)?([^/?#]*).*", "$1$2/...");
        }
    }

    /** Reads and checks all of them. */
    public static MessageSettings of(Settings settings) {
        Optional<Mail> mail = settings.optional(TO).map(to -> mail(settings, to));
        Optional<Webhook> webhook = settings.optional(URL).map(url -> webhook(settings, url));
        List<String> places = new ArrayList<>();
        mail.ifPresent(one -> one.to().forEach(address -> places.add(MAIL + " " + address)));
        webhook.ifPresent(one -> places.add(WEBHOOK));
        Duration soon = settings.duration(
                "alerts.starting-soon", Duration.ofMinutes(30), Duration.ofMinutes(1), Duration.ofDays(7));
        return new MessageSettings(
                mail,
                webhook,
                new MessageRules(places, about(settings), quiet(settings), routes(settings)),
                soon,
                heartbeat(settings));
    }

    /** The routes of the operator that events go to. */
    private static Set<String> routes(Settings settings) {
        Set<String> routes = new TreeSet<>();
        if (settings.flag("alerts.window-events", false)) {
            routes.add(Event.WINDOW_PHASE);
        }
        if (settings.flag("alerts.instance-events", false)) {
            routes.add(Event.INSTANCE_STATE);
        }
        if (settings.flag("alerts.month-events", false)) {
            routes.add(Event.MONTH_PUBLISHED);
        }
        return routes;
    }

    private static Optional<String> heartbeat(Settings settings) {
        settings.duration("alerts.heartbeat.period", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofDays(1));
        Optional<String> url = settings.optional("alerts.heartbeat.url");
        url.filter(text -> !text.matches(HTTP_URL)).ifPresent(text -> {
            throw Settings.refused(
                    "alerts.heartbeat.url", "***", "an address that begins with https://", "copy it from its page");
        });
        return url;
    }

    private static Set<String> about(Settings settings) {
        Set<String> about = new TreeSet<>(List.of(Event.LETTER)); // posted only where it is asked for
        for (String word : settings.text("alerts.about", Event.ALERTS).split("\\s*,\\s*", -1)) {
            if (!ABOUT.contains(word)) {
                throw Settings.refused(
                        "alerts.about",
                        word,
                        "any of " + String.join(", ", ABOUT) + ", with commas between",
                        Suggestion.nearest(word, ABOUT)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("change the value"));
            }
            about.add(word);
        }
        return about;
    }

    private static @Nullable QuietTime quiet(Settings settings) {
        String zoneKey = "alerts.quiet-zone";
        ZoneId zone;
        try {
            zone = settings.optional(zoneKey).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            throw Settings.refused(
                    zoneKey, settings.text(zoneKey), "the name of a zone such as Europe/Berlin", "change the value");
        }
        String key = "alerts.quiet-hours";
        return settings.optional(key)
                .map(text -> {
                    try {
                        return QuietTime.parse(text, zone);
                    } catch (IllegalArgumentException e) {
                        throw Settings.refused(key, text, "two times such as 22:00-07:00", "change the value");
                    }
                })
                .orElse(null);
    }

    private static Mail mail(Settings settings, String to) {
        List<String> addresses = Stream.of(to.split("[,;\\s]+", -1))
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        addresses.stream()
                .filter(one -> !one.matches(ADDRESS) || one.length() > 200)
                .findFirst()
                .ifPresent(one -> {
                    throw Settings.refused(
                            TO, one, "addresses such as ann@example.org, with commas between", "change the value");
                });
        String server = settings.text(SMTP);
        if (!server.matches("(\\[[0-9a-fA-F:.]+\\]|[^\\s:/@]+)(:\\d{1,5})?")) {
            throw Settings.refused(SMTP, server, "host:port as in smtp.example.org:587", "change the value");
        }
        int colon = server.matches(".*:\\d+") ? server.lastIndexOf(':') : server.length();
        String host = server.substring(0, colon);
        int port = colon == server.length() ? 587 : Integer.parseInt(server.substring(colon + 1));
        if (port < 1 || port > 65535) {
            throw Settings.refused(SMTP, server, "a port in 1..65535", "most servers take mail at 587 or 465");
        }
        String tls = settings.oneOf(
                "alerts.mail.tls", port == 465 ? "smtps" : "starttls", List.of("starttls", "smtps", "none"));
        String user = settings.text("alerts.mail.user", "");
        String from = settings.text("alerts.mail.from", user.matches(ADDRESS) ? user : addresses.get(0));
        if (!from.matches(ADDRESS)) {
            throw Settings.refused(
                    "alerts.mail.from", from, "one address such as lamplighter@example.org", "change it");
        }
        return new Mail(addresses, host, port, tls, user, user.isEmpty() ? "" : password(settings), from);
    }

    private static String password(Settings settings) {
        Optional<String> written = settings.optional(PASSWORD);
        String key = PASSWORD + "-file";
        if (written.isPresent() || settings.optional(key).isEmpty()) {
            return settings.text(PASSWORD);
        }
        Path file = settings.path(key, "");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Settings.refused(
                    key, file.toString(), "a file with the password: " + IoErrorText.ofFile(e), "make it readable");
        }
    }

    private static Webhook webhook(Settings settings, String url) {
        if (!url.matches(HTTP_URL)) {
            throw Settings.refused(
                    URL, "***", "an address that begins with https://", "copy it from the page that made it");
        }
        WebhookBody body = WebhookBody.of(settings, url);
        return new Webhook(body.urlFor(url), settings.text("alerts.webhook.authorization", ""), body);
    }

    /** Beans by the names that routes use; none of them is made, nor its library loaded, while no mail is sent. */
    public Map<String, Object> beans() {
        return mail.map(MailBeans::of).orElse(Map.of("mailProperties", new Properties()));
    }

    /** Keys that the routes need; no secret is among them. */
    public Map<String, String> routeProperties() {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "messages.enabled", Boolean.toString(isAny()),
                "messages.mail.enabled", Boolean.toString(mail.isPresent()),
                "messages.mail.server",
                        mail.map(one -> one.host() + ":" + one.port()).orElse("mail-is-off:587"),
                "messages.mail.from", mail.map(Mail::from).orElse("mail-is-off@localhost"),
                "messages.heartbeat.enabled", Boolean.toString(heartbeat.isPresent()),
                "messages.webhook.enabled", Boolean.toString(webhook.isPresent())));
        mail.ifPresent(one -> properties.put("messages.mail.authenticator", "#bean:mailAuthenticator"));
        return properties;
    }

    /** Whether any message goes anywhere. */
    public boolean isAny() {
        return !rules.places().isEmpty() || !rules.routes().isEmpty();
    }
}
