package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The slots of a window that launches. */
final class LaunchReaderTest {
    private static final String WINDOW = """
        windows:
          - name: sunday
            zone: America/Chicago
            lead: 5m
            when: {days: SUN, opens: "08:30", closes: "12:00"}
            launch:
        """;
    private static final String ORIGIN = "      - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large";

    @TempDir
    Path folder;

    private static ParsedWindowsFile parse(String slots) {
        return ParsedWindowsFile.parse("windows.yaml", WINDOW + slots, Instant.parse("2026-11-22T00:00:00Z"));
    }

    private static List<LaunchSlot> slots(String text) {
        ParsedWindowsFile file = parse(text);
        assertThat(file.problems()).isEmpty();
        return file.windows().get(0).windowResources().launches();
    }

    @Test
    void aSlotHasSafeDefaults() {
        LaunchSlot slot = slots(ORIGIN + "}\n").get(0);

        assertThat(slot.name()).isEqualTo("origin");
        assertThat(slot.isMetadataV2Required()).isTrue();
        assertThat(slot.lead()).isEqualTo(Duration.ofMinutes(5));
        assertThat(slot.startupPackage()).isEmpty();
        assertThat(slot.address()).isEmpty();
        assertThat(slot.subnet(0)).isNull();
    }

    @Test
    void severalMachinesOfASlotHaveNumbersAndAnAddressEach() {
        List<LaunchSlot> slots = slots(ORIGIN + "}\n"
                + "      - {slot: repeater, count: 2, image: ami-0123456789abcdef0,"
                + " type: c7i.large, values: {team: blue}, eip:"
                + " [eipalloc-0123456789abcdef0, eipalloc-0123456789abcdef1], lead: 20m,"
                + " metadata: optional}\n");

        assertThat(slots).extracting(LaunchSlot::name).containsExactly("origin", "repeater-1", "repeater-2");
        assertThat(slots.get(2).slot()).isEqualTo("repeater");
        assertThat(slots.get(2).number()).isEqualTo(2);
        assertThat(slots.get(2).address()).hasValue("eipalloc-0123456789abcdef1");
        assertThat(slots.get(2).values()).isEqualTo(Map.of("team", "blue"));
        assertThat(slots.get(2).isMetadataV2Required()).isFalse();
    }

    @Test
    void theWindowBeginsWithTheLongestLeadOfItsSlots() {
        StreamingWindow window = parse(ORIGIN + ", lead: 20m}\n").windows().get(0);

        assertThat(window.windowTimings().lead()).isEqualTo(Duration.ofMinutes(20));
        assertThat(window.windowTimings().lastLead())
                .as("nothing else is started")
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(window.windowPolicy().endAction()).isEqualTo(EndAction.TERMINATE);
        assertThat(parse(ORIGIN + "}\n").remarks()).isEmpty();
    }

    @Test
    void volumesExistOrAreMadeWithEachMachine() {
        List<LaunchSlot> slots = slots(ORIGIN
                + ", volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}, {size: 40, device: /dev/xvda}]}\n"
                + "      - {slot: repeater, count: 2, image: ami-0123456789abcdef0, type: c7i.large,"
                + " volumes: [{size: 100, device: /dev/sdg}]}\n");

        assertThat(slots.get(0).volumesOn("i-0123456789abcdef0"))
                .containsExactly(new WindowVolume("vol-0123456789abcdef0", "i-0123456789abcdef0", "/dev/sdf"));
        assertThat(slots.get(0).madeVolumes()).isEqualTo(Map.of("/dev/xvda", 40));
        assertThat(slots.get(2).madeVolumes()).isEqualTo(Map.of("/dev/sdg", 100));
        assertThat(slots.get(2).volumesOn("i-0123456789abcdef0")).isEmpty();
    }

    @Test
    void everySubnetIsTriedWithTheFirstTypeThenWithTheNext() {
        LaunchSlot slot = slots("      - {slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c6i.large],"
                        + " subnet: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]}\n")
                .get(0);

        assertThat(slot.choices()).isEqualTo(4);
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(choice -> slot.type(choice) + " " + slot.subnet(choice))
                .containsExactly(
                        "c7i.large subnet-0123456789abcdef0",
                        "c7i.large subnet-0123456789abcdef1",
                        "c6i.large subnet-0123456789abcdef0",
                        "c6i.large subnet-0123456789abcdef1",
                        "c7i.large subnet-0123456789abcdef0");
    }

    @Test
    void aRangeIsScaledByItsLimitsAndItsMinimumIsAlwaysThere() {
        List<LaunchSlot> slots =
                slots("      - {slot: repeater, count: 2..5, image: ami-0123456789abcdef0, type: c7i.large,"
                        + " scale: {cpu: 75, connections: 250, namespace: Wowza, metric: Connections, warmup: 3m}}\n");

        assertThat(slots).hasSize(5);
        assertThat(slots).extracting(LaunchSlot::isBeyondMinimum).containsExactly(false, false, true, true, true);
        assertThat(slots.get(0).scalePolicy())
                .hasValue(new ScalePolicy(
                        2,
                        5,
                        List.of(LoadLimit.cpu(75), new LoadLimit("Wowza", "Connections", 250)),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        , image: ami-1}                                   | WINDOW-005
        , metadata: v1}                                   | WINDOW-019
        , count: 0}                                       | WINDOW-057
        , count: 2, eip: eipalloc-0123456789abcdef0}      | WINDOW-057
        , count: 2..5}                                    | WINDOW-057
        , scale: {cpu: 75}}                               | WINDOW-057
        , count: 2, scale: {cpu: 75}}                     | WINDOW-057
        , count: 5..2, scale: {cpu: 75}}                  | WINDOW-057
        , count: 2..21, scale: {cpu: 75}}                 | WINDOW-057
        , count: 2..5, scale: {}}                         | WINDOW-057
        , count: 2..5, scale: {cpu: 101}}                 | WINDOW-057
        , count: 2..5, scale: {connections: 250}}         | WINDOW-057
        , count: 2..5, scale: {cpu: 75, metric: Load}}    | WINDOW-057
        , count: 2..5, scale: {cpu: 75, warmup: 10s}}     | WINDOW-057
        , count: 2..5, scale: {cpu: 75, memory: 80}}      | WINDOW-003
        , count: 2..5, scale: {cpu: 75}, eip: eipalloc-0123456789abcdef0} | WINDOW-057
        , count: 2..5, scale: {cpu: 75}, eip: [eipalloc-0123456789abcdef0, eipalloc-0123456789abcdef1, eipalloc-0123456789abcdef2]} | WINDOW-057
        , count: 1..2, scale: {cpu: 75}, volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]} | WINDOW-031
        , subnet: subnet-x}                               | WINDOW-018
        , securityGroups: [web]}                          | WINDOW-018
        , values: {a b: c}}                               | WINDOW-057
        , lead: soon}                                     | WINDOW-016
        , spot: true}                                     | WINDOW-003
        }\\n      - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large} | WINDOW-057
        }\\n      - {slot: Origin, image: ami-0123456789abcdef0, type: c7i.large} | WINDOW-057
        }\\n      - {slot: repeater, image: ami-0123456789abcdef0}                 | WINDOW-006
        , count: 2, volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]}  | WINDOW-031
        , volumes: [{volume: vol-0123456789abcdef0, size: 8, device: /dev/sdf}]}   | WINDOW-031
        , volumes: [{device: /dev/sdf}]}                                           | WINDOW-031
        , volumes: [{size: 20000, device: /dev/sdf}]}                              | WINDOW-031
        , volumes: [{size: 8, device: /dev/sdf}, {size: 9, device: /dev/sdf}]}     | WINDOW-031
        , volumes: [{volume: vol-0123456789abcdef0, device: /dev/xvda}]}           | WINDOW-031
        , volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}, {volume: vol-0123456789abcdef0, device: /dev/sdg}]} | WINDOW-057
        }\\n    then: stop                                                         | WINDOW-057
        """)
    void aMistakeSetsTheWindowAside(String rest, String code) {
        ParsedWindowsFile file = parse(ORIGIN + rest.replace("\\n", "\n") + "\n");

        assertThat(file.problems()).extracting(problem -> problem.code()).containsExactly(code);
        assertThat(file.windows()).isEmpty();
    }

    /** The machines of the minimum alone, or all of them: nothing else says which has one. */
    @Test
    void aSlotThatFollowsItsLoadHasAddressesForAllItsMachinesOrForThoseThatAreAlwaysThere() {
        String count = ORIGIN + ", count: 1..2, scale: {cpu: 75}, eip: ";
        assertThat(parse(count + "[eipalloc-0123456789abcdef0, eipalloc-0123456789abcdef1]}\n")
                        .windows()
                        .get(0)
                        .windowResources()
                        .launches())
                .extracting(LaunchSlot::eip)
                .containsExactly("eipalloc-0123456789abcdef0", "eipalloc-0123456789abcdef1");
        assertThat(parse(count + "eipalloc-0123456789abcdef0}\n")
                        .windows()
                        .get(0)
                        .windowResources()
                        .launches())
                .extracting(LaunchSlot::eip)
                .containsExactly("eipalloc-0123456789abcdef0", null);
        assertThat(parse(ORIGIN + ", count: 2..5, scale: {cpu: 75}, eip: eipalloc-0123456789abcdef0}\n")
                        .problems()
                        .get(0)
                        .line())
                .contains("1 for 2..5: each machine of a slot needs its own; fix: write a list with 5, or with 2 for"
                        + " those that are always there, or none");
    }

    @Test
    void aBrokenPackageIsToldAndTheWindowStays() throws IOException {
        Path package1 = Files.writeString(folder.resolve("origin.sh"), "#!/bin/sh\necho {{origin.adress}}\n");

        ParsedWindowsFile file = parse(ORIGIN + ", count: 2, package: " + package1 + "}\n");

        assertThat(file.problems()).hasSize(1);
        assertThat(file.problems().get(0).line()).startsWith("PACKAGE-").contains("origin.adress");
        assertThat(file.windows()).hasSize(1);
    }

    @Test
    void aPackageThatIsTooLargeIsRefusedLongBeforeItsLaunch() throws IOException {
        StringBuilder noise = new StringBuilder("#!/bin/sh\n");
        java.util.Random random = new java.util.Random(7);
        while (noise.length() < 60_000) {
            noise.append("# ").append(Long.toHexString(random.nextLong())).append('\n');
        }
        Path large = Files.writeString(folder.resolve("origin.sh"), noise);

        assertThat(parse(ORIGIN + ", package: " + large + "}\n").problems())
                .anyMatch(problem -> problem.line().contains("16,384"));
    }
}
