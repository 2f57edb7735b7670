package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator at the command line beside a running service. */
final class OperatorVerbsIT {
    @SuppressWarnings("NullAway.Init") // set before each test
    private TestAccount account;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceHome home;

    private int port;

    @BeforeEach
    void unpack() throws IOException {
        account = new TestAccount("verbs");
        port = freePort();
        Map<String, String> settings = new TreeMap<>(TestAccount.noCosts());
        settings.put("http.port", String.valueOf(port));
        home = ServiceHome.unpack("verbs", settings);
        OneOffWindow far = OneOffWindow.farAway("service");
        home.write("windows.yaml", "windows:\n" + far.yaml());
    }

    @AfterEach
    void close() {
        account.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<String> windows(int exitCode, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "windows";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        ServiceHome.Ended ended = home.run(all);
        assertThat(ended.exitCode()).as(ended.output().toString()).isEqualTo(exitCode);
        return ended.output();
    }

    private String state() {
        return account.state(InitialFleet.MEDIA_SERVER);
    }

    @Test
    void opensAWindowSeesItOpenAndClosesIt() throws Exception {
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            // Its name is known from the first poll on.
            await().atMost(ServiceHome.LONGEST).untilAsserted(() -> windows(0, "why", "media-server"));
            assertThat(windows(0, "open", "service", "--for", "20m", "--dry-run"))
                    .contains("would call START media-server (" + InitialFleet.MEDIA_SERVER
                            + ") for service: its window is open");
            assertThat(state()).isEqualTo("stopped");
            assertThat(windows(1, "open", "servise", "--for", "20m"))
                    .singleElement()
                    .asString()
                    .startsWith("WINDOW-110  servise")
                    .contains("did you mean service?");

            assertThat(windows(0, "open", "service", "--for", "20m", "--by", "ann", "--reason", "rehearsal"))
                    .anyMatch(line -> line.contains("Opened by ann: rehearsal"));
            await().atMost(ServiceHome.LONGEST).until(() -> state().equals("running"));
            await().atMost(ServiceHome.LONGEST)
                    .until(() -> windows(0, "status").get(0).startsWith("service is open"));
            assertThat(windows(0, "why", InitialFleet.MEDIA_SERVER))
                    .anyMatch(line -> line.contains("keeps it on until") && line.contains("by ann: rehearsal"));
            assertThat(windows(0, "next", "1").get(0)).contains("Opened by ann: rehearsal");
            assertThat(windows(0, "why", "media-server").get(0)).startsWith("EC2 shows media-server (");
            JsonNode why = new ObjectMapper()
                    .readTree(windows(0, "why", "media-server", "--json").get(0));
            assertThat(why.path("instance").path("id").asText()).isEqualTo(InitialFleet.MEDIA_SERVER);
            assertThat(why.path("occurrences")
                            .path(0)
                            .path("override")
                            .path("by")
                            .asText())
                    .isEqualTo("ann");
            assertThat(why.path("problems")).isEmpty();
            assertThat(overHttp("next?n=1")).contains("Opened by ann: rehearsal");

            Files.writeString(home.path("windows.yaml"), Files.readString(home.path("windows.yaml")) + "# soon more\n");
            windows(0, "close", "service", "--reason", "done");
            await().atMost(ServiceHome.LONGEST).until(() -> state().equals("stopped"));
            assertThat(windows(0, "open", "service", "--at", "tomorrow", "9:30", "--for", "1h", "--by", "bob"))
                    .anyMatch(line -> line.startsWith("service opens ") && line.contains(", 09:30 to 10:30 "))
                    .last()
                    .asString()
                    .startsWith("windows.yaml has changed since the service read it, ");
            assertThat(overHttp("next?n=1")).contains("Opened by bob", "windows.yaml has changed since");
            assertThat(windows(0, "close", "service")).anyMatch(line -> line.startsWith("service does not open at "));
            assertThat(service.isAlive()).isTrue();
        }
        assertThat(home.traces()).isEmpty();
        assertThat(windows(1, "close", "service")).singleElement().asString().startsWith("WINDOW-143");
        assertThat(windows(0, "why", "media-server")).isNotEmpty();
        assertThat(windows(0, "report")).anyMatch(line -> line.startsWith("instance media-server ("));
    }

    private String overHttp(String question) throws Exception {
        String token = Files.readString(home.path("work/http.token")).strip();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/windows/" + question))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
