package dev.lamplighter.app.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.AlertProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.MessageOutbox;
import dev.lamplighter.base.message.MessageRules;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceNotices;
import dev.lamplighter.fleet.InstanceState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The shipped routes of messages with a server for mail and one for web hooks. */
final class DeliveryTest {
    private static final AlertKey PLACE = new AlertKey("windows", "sunday", "i-1");
    private static final Problem PROBLEM = new Problem(
            WindowProblemCode.ADDRESS_HELD, "eipalloc-1", "held \"by\" ${sys.user.home}", "<!channel> grün", "free it");
    private static final Duration SOON = Duration.ofSeconds(20);

    private volatile Instant now = Instant.parse("2026-11-22T14:30:00Z");
    private final StateDatabase database = StateDatabase.inMemory();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "alerts.mail.user", "ann", "alerts.mail.password", "pass word", "alerts.mail.from", "pi@example.org"));
    private volatile int status = 200;
    private String more = "";
    private SmtpServer smtp;
    private HttpServer http;
    private AlertOutbox alerts = new AlertOutbox(database.dataSource(), () -> now);
    private @Nullable MessageDispatcher messages;
    private CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void open() throws Exception {
        smtp = new SmtpServer(false);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            bodies.add(exchange.getRequestMethod() + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet() + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void close() throws Exception {
        context.stop();
        database.close();
        smtp.close();
        http.stop(0);
    }

    private void mailTo(String addresses) {
        settings.put("alerts.mail.to", addresses);
        settings.put("alerts.mail.smtp", "localhost:" + smtp.port());
    }

    private void hook() {
        settings.put(
                "alerts.webhook.url", "http://127.0.0.1:" + http.getAddress().getPort() + "/hooks/s3cr3t?token=t0k3n");
    }

    private void start() throws Exception {
        MessageSettings read = MessageSettings.of(new Settings(settings, Path.of("")));
        messages = new MessageDispatcher(read, List.of(alerts.messages()), () -> now, () -> {});
        Properties properties = new Properties();
        properties.putAll(read.routeProperties());
        properties.setProperty("alerts.period", "50ms");
        properties.setProperty("alerts.heartbeat.period", "50ms");
        told().attach(context);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("messages", told());
        context.getRegistry().bind("alerts", alerts);
        read.beans().forEach(context.getRegistry()::bind);
        Properties mail = context.getRegistry().lookupByNameAndType("mailProperties", Properties.class);
        if (mail != null) {
            mail.put("mail.smtp.ssl.socketFactory", SmtpServer.trusting());
        }
        for (String file : List.of("alert-errors", "messages", "message-mail", "message-webhook", "heartbeat")) {
            String name = file + ".camel.yaml";
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(name, Files.readString(Path.of("routes", name))));
        }
        if (!more.isEmpty()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("more.camel.yaml", more));
        }
        context.start();
    }

    @Test
    void anAlertIsAMailToEachAddressByTls() throws Exception {
        mailTo("ann@example.org, bob@example.org");
        start();
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);

        await().atMost(SOON).until(() -> smtp.mails.size() == 2);
        assertThat(smtp.mails).allSatisfy(mail -> {
            assertThat(mail.isEncrypted()).isTrue();
            assertThat(mail.from()).contains("<pi@example.org>");
            assertThat(mail.text())
                    .contains("Subject: Lamplighter: ERROR WINDOW-105 sunday\n")
                    .contains("Message-ID: <lamplighter-")
                    .contains("Auto-Submitted: auto-generated")
                    .contains("bin/lamplighter explain WINDOW-105")
                    .doesNotContain("pass word");
        });
        assertThat(smtp.mails)
                .extracting(SmtpServer.Mail::to)
                .containsExactlyInAnyOrder(List.of("ann@example.org"), List.of("bob@example.org"));
        await().atMost(SOON).until(() -> told().pending().isEmpty());
    }

    @Test
    void anAddressThatIsRefusedKeepsNoOtherFromItsMail() throws Exception {
        smtp.refused.add("ann@example.org");
        mailTo("ann@example.org, bob@example.org");
        start();
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        await().atMost(SOON).until(() -> smtp.mails.size() == 1 && told().isFailing("mail ann@example.org"));
        assertThat(told().troubles()).as("not yet for an hour").isEmpty();

        now = now.plus(MessageDispatcher.PATIENCE);
        assertThat(told().troubles().values())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line())
                        .startsWith("ALERT-001  mail ann@example.org  no mail was sent: ")
                        .contains("550 5.1.1 no such user", "alerts.mail.to"));
        MessageDeliveryAlerts raising = new MessageDeliveryAlerts(told(), alerts);
        raising.tell();
        raising.tell();
        assertThat(alerts.raised("settings"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.code()).isEqualTo(AlertProblemCode.MAIL_NOT_SENT.text()));

        smtp.refused.clear();
        now = now.plus(Duration.ofHours(1));
        await().atMost(SOON).until(() -> smtp.mails.size() >= 4 && !told().isFailing("mail ann@example.org"));
        raising.tell();
        assertThat(alerts.raised("settings")).isEmpty();
    }

    @Test
    void noMailGoesWithoutTlsAndAWrongPasswordIsTold() throws Exception {
        smtp.isStartTlsKnown = false;
        mailTo("ann@example.org");
        start();
        assertThat(test())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("ALERT-001  mail ann@example.org")
                        .contains("STARTTLS", "alerts.mail.tls=none"));
        assertThat(smtp.commands).noneMatch(command -> command.startsWith("MAIL") || command.startsWith("AUTH"));

        smtp.isStartTlsKnown = true;
        assertThat(test()).containsExactly("mail ann@example.org  has taken the message");
        assertThat(smtp.mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("This is a test"));
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws Exception {
        settings.put("alerts.mail.password", "pass-w0rd");
        mailTo("ann@example.org");
        start();
        assertThat(test())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("535 5.7.8", "alerts.mail.password")
                        .doesNotContain("pass-w0rd"));
        assertThat(context.getEndpoints())
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains("pass-w0rd"));
    }

    @Test
    void aServerThatBeginsWithTlsIsUnderstood() throws Exception {
        try (SmtpServer other = new SmtpServer(true)) {
            settings.put("alerts.mail.to", "ann@example.org");
            settings.put("alerts.mail.smtp", "localhost:" + other.port());
            settings.put("alerts.mail.tls", "smtps");
            start();
            assertThat(test()).containsExactly("mail ann@example.org  has taken the message");
            assertThat(other.mails)
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.isEncrypted()).isTrue());
        }
    }

    @Test
    void aLetterIsAPageWithItsTextBesideIt() throws Exception {
        mailTo("ann@example.org");
        start();
        told().letter("Costs of November", "<p>12 &euro;</p>", "12 euros", "letter.html");

        await().atMost(SOON).until(() -> smtp.mails.size() == 1);
        assertThat(smtp.mails.get(0).text())
                .contains(
                        "Subject: Lamplighter: Costs of November",
                        "multipart/alternative",
                        "12 euros",
                        "<p>12 &euro;</p>");
    }

    @Test
    void aWebHookIsCalledWithJsonUntilItTakesIt() throws Exception {
        status = 500;
        hook();
        start();
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        await().atMost(SOON).until(() -> told().isFailing("webhook"));
        status = 204;
        now = now.plusSeconds(11);
        await().atMost(SOON).until(() -> bodies.size() == 2 && !told().isFailing("webhook"));

        assertThat(keys).doesNotContain("null");
        assertThat(keys.get(1)).as("the same message").isEqualTo(keys.get(0));
        assertThat(bodies.get(1)).startsWith("POST/hooks/s3cr3t?token=t0k3n ").doesNotContain("CamelHttp");
        JsonNode body = new ObjectMapper().readTree(bodies.get(1).split("\n", 2)[1]);
        assertThat(body.path("text").asText()).isEqualTo(PROBLEM.line());
        assertThat(body.path("code").asText()).isEqualTo("WINDOW-105");
        assertThat(body.path("state").asText()).isEqualTo("RAISED");
        assertThat(told().pending()).isEmpty();
    }

    @Test
    void theAddressOfAWebHookIsShownNowhere() throws Exception {
        status = 404;
        hook();
        start();
        assertThat(test())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("ALERT-002  http://127.0.0.1:")
                        .contains("it answers 404", "make a new web hook")
                        .doesNotContain("s3cr3t")
                        .doesNotContain("t0k3n"));
        http.stop(0);
        assertThat(test())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("ALERT-002  webhook")
                        .doesNotContain("s3cr3t")
                        .doesNotContain("t0k3n"));
        assertThat(context.getEndpoints())
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains("s3cr3t"));
    }

    @Test
    void everyShippedTemplateIsJsonWhateverTheMessageSays() throws Exception {
        for (String template : List.of("plain", "slack", "discord", "ntfy")) {
            settings.put("alerts.webhook.url", "https://example.org/topic");
            settings.put("alerts.webhook.template", template);
            MessageSettings.Webhook webhook = MessageSettings.of(new Settings(settings, Path.of("")))
                    .webhook()
                    .orElseThrow();
            alerts.messages().follow(new MessageRules(List.of("webhook"), Set.of("alerts"), null));
            alerts.raise(new AlertKey("windows", template, "i"), AlertSeverity.ERROR, PROBLEM);
            String text = webhook.body().text(alerts.messages().pending().get(0));
            assertThat(new ObjectMapper().readTree(text).toString()).contains("WINDOW-105", "grün", "<!channel>");
            assertThat(webhook.url())
                    .isEqualTo(template.equals("ntfy") ? "https://example.org/" : "https://example.org/topic");
        }
    }

    @Test
    void messagesAreKeptOverARestartAndOfAnEventThereIsOne() throws Exception {
        hook();
        settings.put("alerts.about", "ready");
        alerts.messages()
                .follow(MessageSettings.of(new Settings(settings, Path.of(""))).rules());
        Event event = new Event("ready", "sunday 1", Map.of(), "ready", "it is", "", null);
        assertThat(alerts.messages().publish(event)).isTrue();

        alerts = new AlertOutbox(database.dataSource(), () -> now);
        alerts.messages()
                .follow(MessageSettings.of(new Settings(settings, Path.of(""))).rules());
        assertThat(alerts.messages().publish(event)).isFalse();
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM); // not asked for
        start();
        await().atMost(SOON).until(() -> bodies.size() == 1 && told().pending().isEmpty());
        assertThat(bodies.get(0)).contains("\"it is\"");
    }

    @Test
    void aNoticeWaitsForTheEndOfTheQuietHoursAndAnAlertDoesNot() throws Exception {
        hook();
        settings.put("alerts.about", "alerts,ready");
        settings.put("alerts.quiet-hours", "14:00-16:00");
        settings.put("alerts.quiet-zone", "UTC");
        start();
        alerts.messages().publish(new Event("ready", "1", Map.of(), "ready", "it is", "", null));
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        await().atMost(SOON).until(() -> bodies.size() == 1);
        assertThat(bodies.get(0)).contains("WINDOW-105");
        assertThat(told().pending()).isEmpty();

        now = Instant.parse("2026-11-22T16:00:00Z");
        await().atMost(SOON).until(() -> bodies.size() == 2);
        assertThat(bodies.get(1)).contains("\"it is\"");
    }

    @Test
    void aMessageThatNobodyTakesForAWeekIsGivenUp() throws Exception {
        status = 500;
        hook();
        start();
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        await().atMost(SOON).until(() -> told().isFailing("webhook"));
        now = now.plus(Duration.ofDays(8));

        Logger logger = (Logger) LoggerFactory.getLogger(MessageOutbox.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            await().atMost(SOON).until(() -> !lines.list.isEmpty());
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list.get(0).getFormattedMessage()).startsWith("ALERT-003  webhook");
        assertThat(alerts.messages().failing()).isEmpty();
    }

    @Test
    void aRouteThatIsMissingIsTold() throws Exception {
        hook();
        start();
        context.getRouteController().stopRoute("message-webhook");
        // As it waits for a route that is being started; half a minute otherwise.
        context.getComponent("direct", DirectComponent.class).setTimeout(100);
        assertThat(test()).singleElement().satisfies(line -> assertThat(line).startsWith("ALERT-005"));
    }

    @Test
    void theWebHookOfTheDocumentIsCalledWhenAWindowIsReadyAndAgainUntilItTakesIt() throws Exception {
        settings.put("alerts.window-events", "true");
        more = Files.readString(Path.of("routes", "window-phase.camel.yaml")) + example(0);
        status = 500;
        start();
        for (String about : List.of("over", "ready")) {
            alerts.messages()
                    .publish(new Event(
                            about,
                            "1",
                            Map.of("WindowEvent", about, "WindowName", "sunday"),
                            about,
                            "sunday is " + about,
                            "",
                            null));
        }
        await().atMost(SOON).until(() -> told().isFailing("route window-phase"));
        assertThat(bodies).singleElement().asString().startsWith("POST/on-air").endsWith("\nsunday is ready");
        status = 200;
        now = now.plusSeconds(11);
        await().atMost(SOON).until(() -> bodies.size() == 2 && !told().isFailing("route window-phase"));
    }

    /** A block of YAML of the document, with the web hook here. */
    private String example(int number) throws Exception {
        String document = Files.readString(Path.of("docs", "reference", "events.md"));
        String block = document.split("```yaml\n", -1)[number + 1];
        return block.substring(0, block.indexOf("```"))
                .replace(
                        "https:hooks.example.org",
                        "http:127.0.0.1:" + http.getAddress().getPort());
    }

    @Test
    void aRouteOfTenLinesCallsAWebHookForEachInstanceThatIsInAnotherState() throws Exception {
        settings.put("alerts.instance-events", "true");
        more = example(1);
        assertThat(more.lines()).hasSizeLessThanOrEqualTo(10);
        start();
        AtomicReference<FleetSnapshot> latest = new AtomicReference<>(fleet("i-1 running", "i-2 stopped"));
        InstanceNotices notices =
                new InstanceNotices(() -> List.of(""), source -> Optional.ofNullable(latest.get()), alerts.messages());
        notices.look();
        latest.set(fleet("i-1 running", "i-2 pending"));
        notices.look();
        notices.look();
        latest.set(fleet("i-2 running"));
        notices.look();

        await().atMost(SOON).until(() -> bodies.size() == 3);
        assertThat(bodies)
                .allMatch(body -> body.startsWith("POST/instances"))
                .extracting(body -> body.substring(body.indexOf('\n') + 1))
                .containsExactly(
                        "i-2 is pending, was stopped", "i-2 is running, was pending", "i-1 is none, was running");
        assertThat(bodies.get(0)).contains("Instanceid", "Instancestate");
        alerts.messages()
                .follow(MessageSettings.of(new Settings(Map.of(), Path.of(""))).rules());
        latest.set(fleet("i-2 stopped"));
        notices.look();
        assertThat(alerts.messages().pending()).isEmpty();
    }

    private FleetSnapshot fleet(String... states) {
        now = now.plusSeconds(1);
        return new FleetSnapshot(
                now,
                Stream.of(states)
                        .map(one -> new Instance(
                                one.substring(0, 3),
                                InstanceState.ofAwsName(one.substring(4)),
                                Instant.EPOCH,
                                null,
                                null,
                                null,
                                Map.of()))
                        .toList());
    }

    @Test
    void theHeartbeatStopsWhileAnythingIsWrongAndGoesOnAfterACallThatFails() throws Exception {
        settings.put(
                "alerts.heartbeat.url", "http://127.0.0.1:" + http.getAddress().getPort() + "/ping/s3cr3t");
        AtomicBoolean isWell = new AtomicBoolean(true);
        HealthCheckRegistry registry = new DefaultHealthCheckRegistry(context);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        registry.register(new AbstractHealthCheck("test", "well") {
            @Override
            protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                builder.state(isWell.get() ? State.UP : State.DOWN);
            }
        });
        status = 503;
        start();
        await().atMost(SOON).until(() -> bodies.size() >= 2);
        assertThat(bodies).allMatch(body -> body.startsWith("GET/ping/s3cr3t "));
        isWell.set(false);
        await().atMost(SOON).until(() -> !told().allWell());
        int before = bodies.size();
        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> bodies.size() <= before + 1);
        status = 200;
        isWell.set(true);
        await().atMost(SOON).until(() -> bodies.size() > before + 2);
    }

    @Test
    void aHeartbeatThatIsNotTakenIsOneLine() {
        assertThat(DeliveryProblem.ofHeartbeat("it answers 404").line()).startsWith("ALERT-006");
    }

    @Test
    void whereNobodyIsToldNothingIsLoadedAndTheTestSaysSo() throws Exception {
        start();
        assertThat(context.getRoutes()).isEmpty();
        assertThat(context.hasComponent("smtp")).isNull();
        assertThat(context.hasComponent("https")).isNull();
        assertThatThrownBy(this::test).hasMessageContaining("ALERT-004");
    }

    private MessageDispatcher told() {
        return Objects.requireNonNull(messages);
    }

    private List<String> test() {
        TestMessages test = new TestMessages(told(), () -> now);
        test.attach(() -> context);
        return test.lines();
    }
}
