package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.app.message.SmtpServer;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/**
 * Secrets that were planted in the configuration of a real service, some of whose mail, web hooks and whose own route fail, are in
 * nothing that it shows: log, pages, JMX, metrics, mails, bodies of the web hook, output of commands and files of its state.
 */
final class CanarySecretIT {
    private static final String PLANTED = "cAnArY";
    private static final String SMTP_PASSWORD = PLANTED + "SmtpPassword";
    private static final String REFUSED = "bob@example.org";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_SECRET_ACCESS_KEY", PLANTED + "AwsSecretKey0123456789",
            "AWS_SESSION_TOKEN", PLANTED + "AwsSessionToken0123456789",
            "ROUTE_PASSWORD", PLANTED + "RoutePassword");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> shown = new TreeMap<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private HttpServer hook() throws Exception {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(bodies.size() % 2 == 1 ? 500 : 200, -1);
            exchange.close();
        });
        hook.start();
        return hook;
    }

    private static Map<String, String> settings(int page, int hook, int smtp, int closed) {
        Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
        settings.put("http.port", Integer.toString(page));
        settings.put("alerts.period", "1s");
        settings.put("alerts.about", "alerts,starting-soon,ready,not-ready,over");
        settings.put("alerts.mail.to", "ann@example.org, " + REFUSED);
        settings.put("alerts.mail.smtp", "localhost:" + smtp);
        settings.put("alerts.mail.user", "ann");
        settings.put("alerts.mail.password", SMTP_PASSWORD);
        settings.put("alerts.mail.from", "pi@example.org");
        settings.put(
                "alerts.webhook.url",
                "http://127.0.0.1:" + hook + "/hooks/" + PLANTED + "HookPath?token=" + PLANTED + "HookToken");
        settings.put("alerts.webhook.authorization", "Bearer " + PLANTED + "HookAuthorization");
        settings.put("alerts.heartbeat.url", "http://127.0.0.1:" + closed + "/ping/" + PLANTED + "Heartbeat");
        settings.put("alerts.heartbeat.period", "1s");
        return settings;
    }

    @Test
    void noSecretIsInAnythingThatIsShown() throws Exception {
        int page = freePort();
        int closed = freePort();
        HttpServer hook = hook();
        try (TestAccount account = new TestAccount("canary");
                SmtpServer smtp = new SmtpServer(false, SMTP_PASSWORD)) {
            smtp.refused.add(REFUSED);
            ServiceHome home = ServiceHome.unpack(
                    "canary", settings(page, hook.getAddress().getPort(), smtp.port(), closed));
            home.javaOptions(SmtpServer.trustingJvm());
            for (Map.Entry<String, String> variable : ENVIRONMENT.entrySet()) {
                home.export(variable.getKey(), variable.getValue());
            }
            home.write("routes/mine.camel.yaml", """
                - route:
                    id: mine
                    description: A route of the operator whose call fails.
                    from:
                      uri: scheduler
                      parameters: {name: mine, delay: 1s}
                      steps:
                        - to:
                            id: mine.call
                            uri: http:127.0.0.1:%d/mine
                            parameters:
                              authMethod: Basic
                              authUsername: ann
                              authPassword: "RAW({{env:ROUTE_PASSWORD}})"
                """.formatted(closed));
            home.write(
                    "windows.yaml",
                    "windows:\n"
                            + new OneOffWindow(
                                            "evening",
                                            Instant.now().plusSeconds(3),
                                            Duration.ofHours(1),
                                            Duration.ofSeconds(1),
                                            "i-00000000000000000",
                                            Map.of())
                                    .yaml());
            try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
                await().atMost(ServiceHome.LONGEST).until(() -> home.pixels().containsKey(InitialFleet.MEDIA_SERVER));
                await().atMost(ServiceHome.LONGEST).until(() -> bodies.size() > 1);
                home.awaitLog("mine");
                home.awaitLog("mail " + REFUSED);
                await().atMost(ServiceHome.LONGEST).until(() -> !smtp.mails.isEmpty());
                home.awaitLog("alerts.heartbeat.url");
                String token = Files.readString(home.path("work/http.token")).strip();
                pages(page, token);
                beans(service.pid());
                for (List<String> command : List.of(
                        List.of("status"),
                        List.of("status", "--json"),
                        List.of("config", "--show"),
                        List.of("check"),
                        List.of("alerts", "test"),
                        List.of("windows", "plan"))) {
                    shown.put(
                            "output of " + String.join(" ", command),
                            String.join(
                                    "\n",
                                    home.run(command.toArray(String[]::new)).output()));
                }
                mails(smtp);
                look(home, token);
            }
        } finally {
            hook.stop(0);
        }
    }

    private void look(ServiceHome home, String token) throws Exception {
        shown.put("log", String.join("\n", home.log()));
        for (int i = 0; i < bodies.size(); i++) {
            shown.put("body " + i + " of the web hook", bodies.get(i));
        }
        try (Stream<Path> files = Files.walk(home.path("work"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("http.token")) {
                    shown.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(shown).hasSizeGreaterThan(20);
        shown.forEach((place, text) -> {
            assertThat(text.contains(token)).as("the token of HTTP in " + place).isFalse();
            assertThat(text.lines().filter(line -> line.contains(PLANTED)).toList())
                    .as(place)
                    .isEmpty();
        });
    }

    /** As they were sent, and as they are read. */
    private void mails(SmtpServer smtp) throws Exception {
        for (SmtpServer.Mail mail : smtp.mails) {
            MimeMessage message =
                    new MimeMessage(null, new ByteArrayInputStream(mail.text().getBytes(StandardCharsets.UTF_8)));
            String number = "mail " + shown.size();
            shown.put(number + " as it was sent", mail.text());
            assertThat(message.getContent()).isInstanceOf(String.class);
            shown.put(number, message.getSubject() + "\n" + message.getContent());
        }
    }

    private void pages(int port, String token) throws Exception {
        for (String path :
                List.of("/", "/page.js", "/api/status", "/metrics", "/health/live", "/health/ready", "/windows/plan")) {
            for (String shownToken : List.of("wrong", token)) {
                String body = client.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                        .header("Authorization", "Bearer " + shownToken)
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                shown.put(path + (shownToken.equals(token) ? " with the token" : ""), body);
            }
        }
        assertThat(shown.get("/api/status with the token")).contains("\"mine\"", "media-server");
    }

    /** Every attribute of every bean. */
    private void beans(long pid) throws Exception {
        try (JMXConnector connector = AttachedJvm.connect(pid)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (ObjectName name : server.queryNames(null, null)) {
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                    shown.put(name + " " + attribute.getName(), value(server, name, attribute.getName()));
                }
            }
        }
        assertThat(shown.keySet()).anyMatch(name -> name.contains("org.apache.camel") && name.contains("mine"));
    }

    private static String value(MBeanServerConnection server, ObjectName name, String attribute) throws Exception {
        try {
            return text(server.getAttribute(name, attribute));
        } catch (JMException | RuntimeException e) {
            return e.toString(); // an attribute that can't be read; what it says counts, too
        }
    }

    private static String text(Object value) {
        if (value instanceof Object[] many) {
            return Arrays.stream(many).map(CanarySecretIT::text).toList().toString();
        }
        return value instanceof CompositeData data
                ? data.values().stream().map(CanarySecretIT::text).toList().toString()
                : String.valueOf(value);
    }
}
