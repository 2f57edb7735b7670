package dev.lamplighter.app.doctor;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.calendar.CalendarCopyFolder;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowsYamlText;
import dev.lamplighter.window.ec2.AccountRegion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Tries each right in EC2 that the light and the windows need, in every account and region that they name. */
final class Ec2Examination {
    /** The smallest page that EC2 allows. */
    private static final int FEW = 5;
    /** From so many sources on each account is told as a whole. */
    private static final int MANY = 20;

    private static final int THREADS = 8;

    private final Settings settings;
    private final Path state;
    private final AwsClients aws;
    private final InstantSource clock;

    Ec2Examination(Settings settings, Path state, AwsClients aws, InstantSource clock) {
        this.settings = settings;
        this.state = state;
        this.aws = aws;
        this.clock = clock;
    }

    /** @param spends whether CloudWatch may be asked for a value, for which it bills */
    List<Finding> findings(boolean spends) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(light(LightSettings.of(settings).sources()));
        windows().forEach((place, windows) -> {
            FleetAccountRegion there = place.equals(AccountRegion.OWN)
                    ? FleetAccountRegion.OWN
                    : new FleetAccountRegion("", place.region(), place.roleArn(), place.externalId());
            try (Ec2Client client = aws.ec2Of().apply(there)) {
                findings.addAll(new WindowRights(client, place.words(), clock).findings(windows));
            }
            new LoadRights(aws, clock).finding(place, there, windows, spends).ifPresent(findings::add);
        });
        return findings;
    }

    /** Of a few sources two findings each; of many, two for each account. */
    private List<Finding> light(List<FleetAccountRegion> sources) {
        if (sources.size() <= MANY) {
            return sources.stream().flatMap(source -> light(source).stream()).toList();
        }
        Map<List<String>, List<FleetAccountRegion>> accounts = sources.stream()
                .collect(Collectors.groupingBy(
                        source -> List.of(String.valueOf(source.roleArn()), String.valueOf(source.externalId())),
                        LinkedHashMap::new,
                        Collectors.toList()));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            return accounts.values().stream()
                    .map(regions -> CompletableFuture.supplyAsync(() -> account(regions), threads))
                    .toList() // all begin before the first is waited for
                    .stream()
                    .flatMap(account -> account.join().stream())
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    /** What fails in a region of an account, once for each right; all is well only if it is so in all of them. */
    private List<Finding> account(List<FleetAccountRegion> regions) {
        Map<Integer, Finding> findings = new TreeMap<>();
        for (FleetAccountRegion region : regions) {
            List<Finding> here = light(region);
            for (int right = 0; right < here.size(); right++) {
                Finding finding = here.get(right);
                findings.merge(right, finding, (first, next) -> first.state() == Finding.State.OK ? next : first);
            }
            if (findings.values().stream().allMatch(finding -> finding.state() == Finding.State.FAIL)) {
                break; // else each region would wait for the same refusal
            }
        }
        return findings.values().stream()
                .map(finding -> finding.state() == Finding.State.OK
                        ? Finding.ok(
                                finding.subject(),
                                finding.text() + ", as in all " + regions.size() + " regions of its account")
                        : finding)
                .toList();
    }

    private List<Finding> light(FleetAccountRegion source) {
        String place = source.name().isEmpty() ? "" : " of " + source.name();
        try (Ec2Client client = aws.ec2Of().apply(source)) {
            return List.of(
                    AwsTrial.of("ec2:DescribeInstanceStatus" + place, () -> {
                        client.describeInstanceStatus(
                                request -> request.maxResults(FEW).includeAllInstances(true));
                        return "allowed, for the light";
                    }),
                    AwsTrial.of("ec2:DescribeInstances" + place, () -> {
                        client.describeInstances(request -> request.maxResults(FEW));
                        return "allowed, for the light";
                    }));
        }
    }

    /** The windows by the account and region of their resources; none where the file can't be read, which check tells. */
    private Map<AccountRegion, List<StreamingWindow>> windows() {
        Map<AccountRegion, List<StreamingWindow>> places = new LinkedHashMap<>();
        try {
            Path file = WindowSettings.of(settings).file();
            if (Files.exists(file)) {
                WindowsYamlText.read(file)
                        .declared(clock.instant(), new CalendarCopyFolder(state.resolve("calendars")))
                        .windows()
                        .forEach(window -> places.computeIfAbsent(
                                        window.windowResources().accountRegion(), place -> new ArrayList<>())
                                .add(window));
            }
        } catch (ProblemException e) {
            return Map.of();
        }
        return places;
    }
}
