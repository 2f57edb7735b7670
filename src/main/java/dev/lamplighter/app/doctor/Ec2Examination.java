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
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Tries each right in EC2 that the light and the windows need, in every account and region that they name. */
final class Ec2Examination {
    /** The smallest page that EC2 allows. */
    private static final int FEW = 5;

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
        LightSettings.of(settings).sources().forEach(source -> findings.addAll(light(source)));
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
