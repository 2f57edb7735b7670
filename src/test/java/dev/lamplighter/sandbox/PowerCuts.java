package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.FolderRecording.Note;
import dev.lamplighter.sandbox.UnforcedFolder.Left;
import dev.lamplighter.sandbox.aws.CallLedger;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/** A service that opens and closes windows and is recorded until it is killed, and the moments at which the power may fail. */
final class PowerCuts {
    /** Long enough for a start and two looks on a quiet machine; else it is tried with twice as much. */
    private static final Duration FIRST_LENGTH = Duration.ofSeconds(18);

    private static final int MOST_TRIES = 4;
    private static final Duration LEAD = Duration.ofSeconds(3);
    private static final String BASTION = "i-0b1b2c3d4e5f60006";
    private static final String BATCH = "i-0b1b2c3d4e5f6000c";

    /** So that there is an alert in the database, too. */
    private static final String SET_ASIDE = """
          - name: misspelt
            zone: UTC
            when: {cron: "* * * * *", for: 25s}
            leed: 5m
            instance: i-0b1b2c3d4e5f60008
        """;

    private final Random random;
    private final List<OneOffWindow> windows;
    private final List<Note> notes;
    private final CallLedger calls;
    private final List<Integer> moments = new ArrayList<>();

    private PowerCuts(Random random, List<OneOffWindow> windows, List<Note> notes, CallLedger calls) {
        this.random = random;
        this.windows = windows;
        this.notes = notes;
        this.calls = calls;
    }

    static PowerCuts record(Random random) throws Exception {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            PowerCuts cuts = record(random, FIRST_LENGTH.multipliedBy(1L << attempt));
            if (cuts.calls.requests(StartInstancesRequest.class).size() >= cuts.windows.size()) {
                cuts.choose();
                return cuts;
            }
        }
        throw new AssertionError("the service never came as far as to start its machines");
    }

    private static PowerCuts record(Random random, Duration length) throws Exception {
        try (TestAccount account = new TestAccount("power")) {
            ServiceHome home = ServiceHome.unpack("power", settings("power"));
            FolderRecording recording = FolderRecording.of(home, state("power"));
            List<OneOffWindow> windows = windows(Instant.now().plus(LEAD), length);
            home.write("windows.yaml", yaml(windows));
            Instant end = windows.get(0).end().minus(length.dividedBy(3));
            try (ServiceProcess service = home.start(account.endpoints())) {
                await().atMost(ServiceHome.LONGEST.plus(length))
                        .until(() -> Instant.now().isAfter(end) || !service.isAlive());
            }
            return new PowerCuts(random, windows, recording.notes(), account.ledger());
        }
    }

    private static List<OneOffWindow> windows(Instant from, Duration length) {
        Map<String, String> address = Map.of(InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE);
        return List.of(
                new OneOffWindow("evening", from, length, LEAD, InitialFleet.MEDIA_SERVER, address),
                new OneOffWindow("night", from, length, LEAD, BASTION, Map.of()),
                new OneOffWindow("brief", from, length.dividedBy(2), LEAD, BATCH, Map.of()));
    }

    private static String yaml(List<OneOffWindow> windows) {
        StringBuilder yaml = new StringBuilder("windows:\n" + SET_ASIDE);
        windows.forEach(window -> yaml.append(window.yaml()));
        return yaml.toString();
    }

    /** Of the recorded service and of each that is started after a cut. */
    static Map<String, String> settings(String home) {
        Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
        settings.put("alerts.period", "1s");
        settings.put("state.folder", state(home).toString());
        return settings;
    }

    static Path state(String home) {
        return Path.of("target/it", home, "work").toAbsolutePath();
    }

    /** Those at which a machine is on, and something that was written is not yet forced; in random order. */
    private void choose() {
        UnforcedFolder folder = new UnforcedFolder();
        for (int moment = 0; moment < notes.size(); moment++) {
            folder.happen(notes.get(moment));
            if (folder.unforced(PowerCut.STATE) > 0 && !on(moment).isEmpty()) {
                moments.add(moment);
            }
        }
        Collections.shuffle(moments, random);
    }

    /** At the next of these moments, of which each is taken once. */
    PowerCut next(Left left) {
        int moment = moments.remove(0);
        UnforcedFolder folder = new UnforcedFolder();
        notes.subList(0, moment + 1).forEach(folder::happen);
        String told = "note %d of %d, left %s".formatted(moment, notes.size(), left);
        return new PowerCut(told, folder.after(left, random), yaml(windows), on(moment));
    }

    private List<OneOffWindow> on(int moment) {
        Instant at = notes.get(moment).at();
        return windows.stream().filter(window -> isOn(window, at)).toList();
    }

    private boolean isOn(OneOffWindow window, Instant at) {
        return calls
                .calls(call -> call.ok() && call.at().isBefore(at) && names(call.request(), window.instance()))
                .stream()
                .reduce((first, last) -> last)
                .filter(last -> last.request() instanceof StartInstancesRequest)
                .isPresent();
    }

    private static boolean names(SdkRequest request, String instance) {
        return (request instanceof StartInstancesRequest start
                        && start.instanceIds().contains(instance))
                || (request instanceof StopInstancesRequest stop
                        && stop.instanceIds().contains(instance));
    }
}
