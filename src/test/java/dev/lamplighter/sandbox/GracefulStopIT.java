package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The beginning and the end of the service as a process. */
@SuppressWarnings("NullAway.Init") // filled before each test
final class GracefulStopIT {
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private TestAccount account;
    private ServiceHome home;

    @BeforeEach
    void unpack() {
        account = new TestAccount("stop");
        home = ServiceHome.unpack("stop", TestAccount.noCosts());
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void endsSoonAndInTheDarkWhenItIsAskedToAndStartsAgainAtOnce() throws Exception {
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            await().atMost(ServiceHome.LONGEST).until(() -> home.pixels().containsKey(InitialFleet.MEDIA_SERVER));
            await().atMost(ServiceHome.LONGEST).until(() -> lastPicture().matches("(?s).*[^ .\\n].*"));

            assertThat(service.stop(STOPPING)).isIn(0, 143);
        }
        assertThat(lastPicture()).as("the last picture").matches("[ .\\n]+");

        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            assertThat(service.isAlive()).isTrue();
            assertThat(service.stop(STOPPING)).isIn(0, 143);
        }
        assertThat(home.complaints()).isEmpty();
        assertThat(home.traces()).isEmpty();
    }

    @Test
    void aSecondServiceInTheSameHomeIsRefusedInOneLine() {
        try (ServiceProcess first = home.startAndAwait(account.endpoints())) {
            ServiceHome.Ended second = home.run(
                    "run",
                    "--properties",
                    home.path("sandbox.properties").toString(),
                    "--properties",
                    home.path("test.properties").toString());

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line).startsWith("CONFIG-013  " + home.path("work/lamplighter.mv.db")));
            assertThat(first.isAlive()).isTrue();
        }
    }

    /** The last picture of the panel in the log: its rows, a dot for each pixel that is dark. */
    private String lastPicture() {
        List<String> lines = home.log();
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("panel ")) {
                begin = i;
            }
        }
        return String.join("\n", lines.subList(begin + 1, Math.min(lines.size(), begin + 9)));
    }
}
