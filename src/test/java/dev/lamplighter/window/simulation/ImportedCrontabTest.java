package dev.lamplighter.window.simulation;

import static dev.lamplighter.sandbox.ec2.InitialFleet.FIRST_ADDRESS;
import static dev.lamplighter.sandbox.ec2.InitialFleet.MEDIA_SERVER;
import static dev.lamplighter.sandbox.ec2.InitialFleet.PRIMARY_INTERFACE;
import static dev.lamplighter.sandbox.ec2.InitialFleet.SECOND_ADDRESS;
import static dev.lamplighter.sandbox.ec2.InitialFleet.SECOND_INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowPorts;
import dev.lamplighter.window.crontab.CrontabImport;
import dev.lamplighter.window.crontab.CrontabImportContext;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.ready.ReadyResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A crontab of start, associate and stop, imported: the sandbox's EC2 is called in the minutes in which cron called. */
final class ImportedCrontabTest {
    private static final String WEEKDAYS =
            """
            30 12 * * 1-5 ec2-start-instances %1$s
            35 12 * * 1-5 ec2-associate-address -a %2$s -n %3$s
            35 12 * * 1-5 ec2-associate-address -a %4$s -n %5$s
            30 15 * * 1-5 ec2-stop-instances %1$s
            """.formatted(MEDIA_SERVER, FIRST_ADDRESS, PRIMARY_INTERFACE, SECOND_ADDRESS, SECOND_INTERFACE);
    private static final String SUNDAY = """
            15 8 * * 0 ec2-start-instances %1$s
            25 8 * * 0 ec2-associate-address -a %2$s -n %3$s
            0 19 * * 0 ec2-stop-instances %1$s
            """.formatted(MEDIA_SERVER, FIRST_ADDRESS, PRIMARY_INTERFACE);

    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-22T06:00:00Z"));
    private final List<String> calls = new ArrayList<>();

    /** Chicago is six hours behind; EC2 keeps an address over a stop, so that it is associated once. */
    @Test
    void startsAtHalfPastTwelveAndStopsAtHalfPastThreeOnWeekdays() {
        run(WEEKDAYS, "2026-11-25T06:00:00Z");

        assertThat(calls)
                .containsExactly(
                        "2026-11-23T18:30:00Z startInstances",
                        "2026-11-23T18:35:00Z associateAddress",
                        "2026-11-23T18:35:00Z associateAddress",
                        "2026-11-23T21:30:00Z stopInstances",
                        "2026-11-24T18:30:00Z startInstances",
                        "2026-11-24T21:30:00Z stopInstances");
    }

    @Test
    void startsAtAQuarterPastEightAndStopsAtSevenOnSundays() {
        run(SUNDAY, "2026-11-24T06:00:00Z");

        assertThat(calls)
                .containsExactly(
                        "2026-11-22T14:15:00Z startInstances",
                        "2026-11-22T14:25:00Z associateAddress",
                        "2026-11-23T01:00:00Z stopInstances");
    }

    private void run(String crontab, String until) {
        String yaml = CrontabImport.of(
                        crontab,
                        new CrontabImportContext(
                                "crontab", ZoneId.of("America/Chicago"), true, LocalDate.of(2026, 11, 22)))
                .yaml();
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", yaml, time.instant());
        assertThat(file.problems()).isEmpty();
        Ec2StandIn ec2 = new Ec2StandIn(time);
        InitialFleet.plantIn(ec2);
        try (StateDatabase database = StateDatabase.inMemory()) {
            StreamingWindows windows = new StreamingWindows(
                    file.windows(),
                    new WindowJournal(database.dataSource()),
                    new WindowPorts(
                            new SdkEc2Actions(recorded(ec2), time),
                            check -> new ReadyResult(true, "answers"),
                            time::nanoTime),
                    time,
                    Duration.ofMinutes(3));
            while (time.instant().isBefore(Instant.parse(until))) {
                windows.reconcile();
                time.passTo(time.instant().plus(Duration.ofSeconds(30)));
            }
        }
    }

    private Ec2Client recorded(Ec2StandIn ec2) {
        return (Ec2Client) Proxy.newProxyInstance(
                Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, (self, method, arguments) -> {
                    boolean isCall = arguments != null && arguments[0] instanceof SdkRequest;
                    if (method.isDefault() && !isCall) {
                        return InvocationHandler.invokeDefault(self, method, arguments);
                    }
                    if (isCall && !method.getName().startsWith("describe")) {
                        calls.add(time.instant() + " " + method.getName());
                    }
                    try {
                        return method.invoke(ec2, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
