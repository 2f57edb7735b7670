package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import dev.lamplighter.sandbox.sts.StsStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A service that begins while the database that it shares with others is gone. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class AwaitedDatabaseIT {
    private static final String ALONE = "windows is set aside: CONFIG-052  jdbc:postgresql://127.0.0.1:";
    private static final String ACTS = "lease=windows this copy acts";

    @Test
    void itsLightIsOnAndItEndsToBeStartedWholeOnceTheDatabaseAnswers() throws Exception {
        Ec2StandIn ec2 = new Ec2StandIn(InstantSource.system());
        InitialFleet.plantIn(ec2);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                Relay line = Relay.to(URI.create("http://127.0.0.1:" + server.getPort()));
                AwsServer aws = AwsServer.start(0)) {
            aws.serve("ec2", ec2).serve("sts", new StsStandIn(InstantSource.system()));
            Endpoints endpoints = new Endpoints(aws.endpoint(), aws.endpoint());
            ServiceHome home = home(line);
            OneOffWindow window = new OneOffWindow(
                    "now",
                    Instant.now().minusSeconds(5),
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    InitialFleet.MEDIA_SERVER,
                    Map.of());
            home.write("windows.yaml", "windows:\n" + window.yaml());

            try (ServiceProcess alone = home.startAndAwait(endpoints)) {
                await().atMost(ServiceHome.LONGEST)
                        .until(() -> home.pixels().containsKey(InitialFleet.MEDIA_SERVER) || !alone.isAlive());
                assertThat(home.complaints())
                        .allMatch(told -> told.contains("CONFIG-052") || told.contains("CONFIG-034  the alerts"))
                        .filteredOn(told -> told.contains(" ERROR Service CONFIG-052  jdbc:postgresql://127.0.0.1:"))
                        .hasSize(1);
                List<String> status =
                        home.run("status", "--properties", "test.properties").output();
                assertThat(status).anyMatch(told -> told.contains(ALONE));
                assertThat(status).anyMatch(told -> told.startsWith("light: up to date"));

                line.mend();

                assertThat(alone.await()).isEqualTo(75);
            }
            assertThat(home.log(told -> told.contains(ACTS))).isEmpty();
            assertThat(aws.ledger().calls()).allMatch(call -> call.operation().matches("(Describe|Get).*"));

            try (ServiceProcess whole = home.startAndAwait(endpoints)) {
                home.awaitLog(ACTS);
                await().atMost(ServiceHome.LONGEST)
                        .until(() -> aws.ledger().calls().stream()
                                .anyMatch(call -> call.operation().equals("StartInstances")));
                assertThat(whole.isAlive()).isTrue();
            }
            assertThat(home.traces()).isEmpty();
        }
    }

    private static ServiceHome home(Relay line) throws Exception {
        ServiceHome home = ServiceHome.unpackSlow(
                "awaited-database",
                Map.of(
                        "cost.enabled", "false",
                        "state.url",
                                "jdbc:postgresql://127.0.0.1:" + line.endpoint().getPort() + "/postgres",
                        "state.user", "postgres",
                        "state.copy", "one"));
        home.export("PGPASSWORD", "postgres");
        return home;
    }
}
