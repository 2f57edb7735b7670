package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The status page of a real service in a real browser, by {@code src/test/browser/status-page.mjs}:
 * {@code -Dlamplighter.browser=true}, after {@code npm install} there, with Chromium.
 */
@EnabledIfSystemProperty(named = "lamplighter.browser", matches = "true")
final class StatusPageIT {
    private static final String WEB_1 = "i-0b1b2c3d4e5f60001";
    private static final int PORT = 18_090;
    private static final List<String> ANSWERED =
            List.of("monthly-cost", "month-forecast", "top-movers", "commitment-coverage", "data-transfer-map");

    private static final Path WALK = Path.of("src/test/browser/status-page.mjs");

    @Test
    void showsWhatTheServiceSaysAndTellsWhenItIsGone() throws Exception {
        try (TestAccount account = new TestAccount("page")) {
            Map<String, String> settings = new HashMap<>(account.costSettings());
            settings.put("http.port", Integer.toString(PORT));
            settings.put("windows.reconcile-period", "1s");
            ServiceHome home = ServiceHome.unpack("page", settings);
            for (String query : ANSWERED) {
                Files.copy(Path.of("queries", query + ".sql"), home.path("queries/" + query + ".sql"));
            }
            SampleAnswers.keepIn(home.path("work/answers"));
            home.write(
                    "windows.yaml",
                    "windows:\n"
                            + new OneOffWindow(
                                            "evening",
                                            Instant.now().plusSeconds(600),
                                            Duration.ofHours(1),
                                            Duration.ofSeconds(5),
                                            InitialFleet.MEDIA_SERVER,
                                            Map.of())
                                    .yaml());
            List<String> told = new ArrayList<>();
            try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
                await().atMost(ServiceHome.LONGEST).until(() -> home.pixels().containsKey(InitialFleet.MEDIA_SERVER));
                String token = Files.readString(home.path("work/http.token")).strip();
                Path shots = Files.createDirectories(Path.of("target/it/page-shots"));
                Process walk = new ProcessBuilder(
                                "node",
                                WALK.toString(),
                                "http://127.0.0.1:" + PORT + "/#token=" + token,
                                shots.toString())
                        .redirectErrorStream(true)
                        .start();
                try (BufferedReader lines = walk.inputReader();
                        Writer answers = walk.outputWriter()) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (line.startsWith("> ")) {
                            answers.write(carriedOut(line.substring(2), service, account.ec2()) + "\n");
                            answers.flush();
                        } else {
                            told.add(line);
                        }
                    }
                } finally {
                    Files.write(home.path("walk.log"), told);
                    if (!walk.waitFor(1, TimeUnit.MINUTES)) { // its standard input is closed by now
                        walk.destroyForcibly();
                    }
                }
                assertThat(walk.waitFor()).as(String.join("\n", told)).isZero();
            }
            assertThat(told).hasSizeGreaterThan(12).allMatch(line -> line.startsWith("ok "));
        }
    }

    /** Does to service or EC2 what the walk asks for; returns when, in milliseconds. */
    private static long carriedOut(String what, ServiceProcess service, Ec2StandIn ec2) throws Exception {
        String word = what.substring(0, what.indexOf(' '));
        String of = what.substring(what.indexOf(' ') + 1);
        String instance = of.equals("web-1") ? WEB_1 : InitialFleet.MEDIA_SERVER;
        if (!of.equals("service")) {
            InstanceStateName settled = word.equals("stop") ? InstanceStateName.RUNNING : InstanceStateName.STOPPED;
            await().atMost(ServiceHome.LONGEST)
                    .until(() -> ec2.controls().states().get(instance) == settled);
        }
        long at = System.currentTimeMillis();
        switch (what) {
            case "pause service" -> ServiceHome.signal(service, "STOP");
            case "resume service" -> ServiceHome.signal(service, "CONT");
            case "stop service" -> service.stop(Duration.ofSeconds(15));
            case "stop web-1", "stop media-server" -> ec2.stopInstances(request -> request.instanceIds(instance));
            case "start web-1", "start media-server" -> ec2.startInstances(request -> request.instanceIds(instance));
            default -> throw new IllegalArgumentException(what);
        }
        return at;
    }
}
