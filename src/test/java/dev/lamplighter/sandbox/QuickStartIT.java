package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.app.QuickStartCommands;
import dev.lamplighter.app.message.SmtpServer;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the quick starts tell people to type, in their order, with a real service beside a stand-in of EC2 and a real mail
 * server: {@code systemctl enable --now} is where it starts. Not run are apt, adduser and the sandbox, which have tests of
 * their own.
 */
@Tag("long")
final class QuickStartIT {
    private static final String INSTANCE_OF_THE_PAGES = "i-0123456789abcdef0";

    /** Before the service runs nobody has credentials, which is what the doctor then says. */
    private static final int FAILS = 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private boolean isRunning;

    @ParameterizedTest
    @ValueSource(strings = {"pi-owner", "streamer", "sre"})
    void everyCommandDoesWhatThePageSays(String page) throws Exception {
        try (TestAccount account = new TestAccount("quick-" + page);
                SmtpServer smtp = new SmtpServer(false)) {
            ServiceHome home = home(page);
            ServiceProcess service = null;
            try {
                for (List<String> words : QuickStartCommands.of(page)) {
                    switch (words.get(0)) {
                        case "lamplighter" -> lamplighter(home, words.subList(1, words.size()), smtp);
                        case "systemctl" -> {
                            service = home.startAndAwait(account.endpoints());
                            isRunning = true;
                            await().atMost(ServiceHome.LONGEST)
                                    .until(() -> home.pixels().containsKey(InitialFleet.MEDIA_SERVER));
                        }
                        case "curl" -> curl(words.get(words.size() - 1));
                        case "crontab" -> home.write("crontab.txt", """
                            30 8 * * 0 aws ec2 start-instances --instance-ids i-0123456789abcdef0
                            0 19 * * 0 aws ec2 stop-instances --instance-ids i-0123456789abcdef0
                            """);
                        default -> assertThat(words.get(0)).isIn("apt", "adduser", "journalctl");
                    }
                }
                assertThat(isRunning).as("the page has a service started").isTrue();
            } finally {
                if (service != null) {
                    service.close();
                }
            }
        }
    }

    private ServiceHome home(String page) throws IOException {
        ServiceHome home = ServiceHome.unpack(
                "quick-" + page,
                Map.of(
                        "cost.enabled", "false",
                        "panel.type", "terminal", // this machine has no HAT
                        "aws.profile", "",
                        "alerts.mail.user", "ann",
                        "alerts.mail.password", "pass word"));
        home.javaOptions(SmtpServer.trustingJvm());
        Files.delete(home.path("application.properties")); // init writes them
        Files.delete(home.path("windows.yaml"));
        return home;
    }

    private void lamplighter(ServiceHome home, List<String> words, SmtpServer smtp) throws IOException {
        String line = String.join(" ", words);
        if (words.get(0).equals("sandbox")) {
            return;
        }
        if (line.startsWith("windows extend")) { // on the day it is open
            run(home, List.of("windows", "open", words.get(2), "--for", "1h"));
        }
        List<String> output =
                run(home, words.stream().map(word -> here(word, smtp)).toList());
        if (words.get(0).equals("init")) {
            Path settings = home.path("application.properties");
            Files.writeString(
                    settings,
                    Files.readString(settings)
                            .replaceFirst("(?m)^http\\.port=.*$", Matcher.quoteReplacement("http.port=" + port)));
        } else if (line.equals("alerts test")) {
            assertThat(smtp.mails).isNotEmpty();
        } else if (line.endsWith("--json")) {
            assertThat(new ObjectMapper().readTree(String.join("\n", output)).isObject())
                    .isTrue();
        } else if (line.startsWith("panel snapshot")) {
            assertThat(home.path(words.get(2))).isNotEmptyFile();
            assertThat(home.path(words.get(2) + ".txt")).content().contains("media-server");
        } else if (line.equals("page")) {
            assertThat(output).singleElement().asString().startsWith("http://127.0.0.1:" + port + "/#token=");
        }
    }

    private String here(String word, SmtpServer smtp) {
        return word.replace(INSTANCE_OF_THE_PAGES, InitialFleet.MEDIA_SERVER)
                .replace("smtp.example.org:587", "localhost:" + smtp.port());
    }

    private List<String> run(ServiceHome home, List<String> words) {
        ServiceHome.Ended ended = home.run(words.toArray(String[]::new));
        int expected = words.get(0).equals("doctor") && !isRunning ? FAILS : 0;
        assertThat(ended.exitCode())
                .as(String.join(" ", words) + "\n" + ended.output())
                .isEqualTo(expected);
        assertThat(ended.output())
                .as("an answer, and nothing of the log")
                .isNotEmpty()
                .noneMatch(line -> line.matches("\\S+ (DEBUG|INFO|WARN|ERROR) .*"));
        return ended.output();
    }

    private void curl(String address) throws Exception {
        assertThat(address).startsWith("http://127.0.0.1:8090/");
        URI here = URI.create(address.replace(":8090/", ":" + port + "/"));
        await(address).atMost(ServiceHome.LONGEST).untilAsserted(() -> {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(here).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains(here.getPath().equals("/metrics") ? "lamplighter_alerts" : "\"UP\"");
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
