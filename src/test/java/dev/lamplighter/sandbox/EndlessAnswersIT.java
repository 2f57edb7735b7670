package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.EndlessAnswers.Kind;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of 400 MB to the service with its own flags: each kind is cut off and told, and the process lives on. */
final class EndlessAnswersIT {
    private static final int CALLS = 3;
    private static final long MOST_MIB = 384;

    @Test
    void noAnswerEndsTheServiceHoweverLongItIs() throws Exception {
        try (TestAccount account = new TestAccount("endless");
                EndlessAnswers answers = new EndlessAnswers()) {
            Map<String, String> settings = new HashMap<>(account.costSettings());
            settings.put("alerts.period", "1s");
            ServiceHome home = ServiceHome.unpack("endless", settings);
            OneOffWindow window = new OneOffWindow(
                    "evening", Instant.now(), Duration.ofHours(1), Duration.ZERO, InitialFleet.MEDIA_SERVER, Map.of());
            home.write("windows.yaml", "windows:\n" + window.yaml());
            try (ServiceProcess service = home.startAndAwait(new Endpoints(answers.endpoint(), answers.endpoint()))) {
                for (Kind kind : Kind.values()) {
                    answers.set(kind);
                    await(kind + ", log in " + home.path("service.log"))
                            .atMost(ServiceHome.LONGEST)
                            .until(() -> answers.calls() >= CALLS || !service.isAlive());
                }
                home.awaitLog("WINDOW-109");
                assertThat(service.isAlive())
                        .as("log in %s", home.path("service.log"))
                        .isTrue();
                assertThat(service.memory().peakMib()).isLessThan(MOST_MIB);
            }
            assertThat(home.complaints()).allMatch(line -> line.matches(".* [A-Z]+-\\d{3}  .*; fix: .*"));
            assertThat(home.log(line -> line.contains(" missed a poll "))).isNotEmpty();
            assertThat(home.traces()).isEmpty();
        }
    }
}
