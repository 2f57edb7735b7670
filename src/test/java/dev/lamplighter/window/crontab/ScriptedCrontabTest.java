package dev.lamplighter.window.crontab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.crontab.script.LaunchSources;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crontab whose lines run scripts that launch and terminate. */
final class ScriptedCrontabTest {
    private static final Instant FROM = Instant.parse("2026-11-22T06:00:00Z");
    /** One script for the server that takes long, five for the others, six at the end. */
    private static final String SUNDAYS = """
        15 8 * * 0 /root/ec2/start-encoder.sh
        25 8 * * 0 /root/ec2/start-origin.sh >> /var/log/ec2.log 2>&1
        25 8 * * 0 bash /root/ec2/start-repeater.sh 0
        25 8 * * 0 bash /root/ec2/start-repeater.sh 1
        25 8 * * 0 bash /root/ec2/start-repeater.sh 2
        25 8 * * 0 bash /root/ec2/start-repeater.sh 3
        0 19 * * 0 /root/ec2/stop-encoder.sh
        0 19 * * 0 /root/ec2/stop-origin.sh
        0 19 * * 0 /root/ec2/stop-repeater.sh 0
        0 19 * * 0 /root/ec2/stop-repeater.sh 1
        0 19 * * 0 /root/ec2/stop-repeater.sh 2
        0 19 * * 0 /root/ec2/stop-repeater.sh 3
        """;

    @TempDir
    Path packages;

    @BeforeEach
    void packages() throws IOException {
        for (String name : List.of("origin", "repeater")) {
            Files.createDirectories(packages.resolve(name));
            Files.writeString(
                    packages.resolve(name).resolve("startup.xml"), "<Startup><Commands></Commands></Startup>\n");
        }
    }

    private LaunchSources shipped() throws IOException {
        return LaunchSources.of(Path.of("src/test/resources/launch-scripts"), packages);
    }

    private static ImportedCrontab imported(String crontab, LaunchSources sources) {
        return CrontabImport.of(
                crontab,
                new CrontabImportContext(
                        "old", ZoneId.of("America/Chicago"), true, LocalDate.of(2026, 11, 22), sources));
    }

    /** With one script of one's own, beside a stop that fits it. */
    private static ImportedCrontab script(String text) {
        Map<String, String> scripts = new HashMap<>();
        scripts.put("start.sh", text);
        scripts.put("stop.sh", "ec2-terminate-instances `cat ~/var/origin.iid`\n");
        return imported(
                "25 8 * * 0 /root/start.sh\n0 19 * * 0 /root/stop.sh\n", new LaunchSources(scripts, null, Map.of()));
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::line).toList();
    }

    @Test
    void itBecomesOneWindowWithASlotForEachServer() throws IOException {
        ImportedCrontab imported = imported(SUNDAYS, shipped());
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", imported.yaml(), FROM);

        assertThat(file.windows()).as(imported.yaml()).hasSize(1);
        StreamingWindow window = file.windows().get(0);
        assertThat(window.name()).isEqualTo("sunday-0825");
        assertThat(window.schedule().occurrences(FROM, FROM.plus(Duration.ofDays(7))))
                .containsExactly(
                        new Occurrence(Instant.parse("2026-11-22T14:25:00Z"), Instant.parse("2026-11-23T01:00:00Z")));
        assertThat(window.windowResources().accountRegion().region()).isEqualTo("us-east-1");
        List<LaunchSlot> slots = window.windowResources().launches();
        assertThat(slots)
                .extracting(LaunchSlot::name)
                .containsExactly("encoder", "origin", "repeater-1", "repeater-2", "repeater-3", "repeater-4");
        assertThat(slots)
                .extracting(LaunchSlot::lead)
                .containsExactly(
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO);
        LaunchSlot origin = slots.get(1);
        assertThat(origin.image()).isEqualTo("ami-0123456789abcdef0");
        assertThat(origin.types()).containsExactly("c7i.large");
        assertThat(origin.keyName()).isEqualTo("keypair");
        assertThat(origin.startupPackage()).contains(packages.resolve("origin"));
        assertThat(origin.volumesOn("i-1"))
                .singleElement()
                .hasToString("WindowVolume[id=vol-0123456789abcdef0, instance=i-1, device=/dev/sdf]");
        assertThat(origin.isMetadataV2Required()).isFalse();
        assertThat(slots.get(2).securityGroups()).containsExactly("sg-0123456789abcdef0");
        assertThat(slots.get(2).startupPackage()).contains(packages.resolve("repeater"));
    }

    @Test
    void whatASlotCanNotSayIsToldWithTheLineOfTheScriptAndWhatToWrite() throws IOException {
        ImportedCrontab imported = imported(SUNDAYS, shipped());

        assertThat(lines(imported.leftOut()))
                .containsExactly(
                        "WINDOW-052  start-origin.sh:22  group Wowza: a slot names a security group by its id; without"
                                + " one it has the default group of the VPC; fix: write securityGroups: sg-... into the"
                                + " slot, as aws ec2 describe-security-groups --filters Name=group-name,Values=Wowza shows"
                                + " it",
                        "WINDOW-052  start-origin.sh:44  associate-address 203.0.113.44: a slot names an Elastic IP by"
                                + " its allocation; fix: write eip: eipalloc-... into the slot, as aws ec2"
                                + " describe-addresses --public-ips 203.0.113.44 shows it",
                        "WINDOW-051  stop-origin.sh:12  ssh: a window doesn't run it before the instance is"
                                + " terminated; fix: run it in a route at preStop"
                                + " (docs/how-to/stop-a-server-before-its-machine.md)",
                        "WINDOW-051  stop-origin.sh:14  scp: a window doesn't run it before the instance is"
                                + " terminated; fix: run it in a route at preStop"
                                + " (docs/how-to/stop-a-server-before-its-machine.md)");
        assertThat(lines(imported.remarks()))
                .anyMatch(line -> line.contains("start-repeater.sh:11") && line.contains("shutdown.sem"))
                .anyMatch(line -> line.contains("start-origin.sh:41") && line.contains("tags"))
                .anyMatch(line -> line.contains("metadata: optional"));
        assertThat(imported.yaml())
                .contains("# line 1: \"15 8 * * 0\" is Sunday at 08:15: start-encoder.sh launches encoder")
                .contains("# WARNING WINDOW-051  stop-origin.sh:12");
    }

    @Test
    void aStopScriptForAllRepeatersEndsEachOfThem() throws IOException {
        ImportedCrontab imported = imported("""
            25 8 * * 0 /root/ec2/start-repeater.sh 0
            25 8 * * 0 /root/ec2/start-repeater.sh 1
            0 19 * * 0 /root/ec2/stop-repeaters.sh
            """, shipped());

        assertThat(lines(imported.leftOut())).isEmpty();
        assertThat(ParsedWindowsFile.parse("windows.yaml", imported.yaml(), FROM)
                        .windows()
                        .get(0)
                        .windowResources()
                        .launches())
                .hasSize(2);
    }

    @Test
    void theCommandsOfTodayAreReadAlike() {
        ImportedCrontab imported = script("""
            iid=$(aws ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type c7i.large \\
              --subnet-id subnet-0123456789abcdef0 --security-group-ids sg-0123456789abcdef0 sg-0123456789abcdef1 \\
              --iam-instance-profile Name=wowza --query 'Instances[0].InstanceId' --output text)
            echo $iid > ~/var/origin.iid
            aws ec2 wait instance-running --instance-ids $iid
            aws ec2 associate-address --allocation-id eipalloc-0123456789abcdef0 --instance-id $iid
            """);

        assertThat(lines(imported.leftOut())).as(imported.yaml()).isEmpty();
        assertThat(imported.yaml())
                .contains("- {slot: server, image: ami-0123456789abcdef0, type: c7i.large, subnet:"
                        + " subnet-0123456789abcdef0, securityGroups: [sg-0123456789abcdef0,"
                        + " sg-0123456789abcdef1], instanceProfile: wowza, eip: eipalloc-0123456789abcdef0, lead:"
                        + " 0m, metadata: optional}");
        assertThat(ParsedWindowsFile.parse("windows.yaml", imported.yaml(), FROM)
                        .problems())
                .isEmpty();
    }

    @Test
    void aLaunchThatHangsOnAConditionOrThatNothingEndsIsNotTakenOver() {
        assertThat(lines(script("""
            if [ -f /root/snow ]; then
              ec2-run-instances ami-0123456789abcdef0 -t c7i.large > ~/var/origin.ec2
            fi
            """).leftOut()))
                .anyMatch(line -> line.contains("start.sh:2") && line.contains("[ -f /root/snow ]"));
        assertThat(lines(script("""
            ec2-run-instances ami-0123456789abcdef0 -t c7i.large > ~/var/other.iid
            """).leftOut()))
                .anyMatch(line -> line.startsWith("WINDOW-053  old:1  start.sh: no script of the crontab terminates"))
                .anyMatch(line -> line.startsWith("WINDOW-053  old:2  stop.sh: it terminates what no script"));
        assertThat(lines(script("ec2-run-instances ${image} > ~/var/origin.iid\n")
                        .leftOut()))
                .anyMatch(line -> line.contains("start.sh:1") && line.contains("which image it launches"));
    }

    @Test
    void withoutTheFoldersItSaysWhichToName() throws IOException {
        assertThat(lines(imported(SUNDAYS, LaunchSources.NONE).leftOut()))
                .hasSize(12)
                .allMatch(line -> line.contains("import with --scripts"));
        LaunchSources sources = new LaunchSources(shipped().scripts(), null, Map.of());
        assertThat(lines(imported(SUNDAYS, sources).leftOut()))
                .filteredOn(line -> line.contains("import with --packages FOLDER"))
                .hasSize(2);
    }
}
