package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.OneOffSchedule;
import dev.lamplighter.window.schedule.WeeklySchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ParsedWindowsFileTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final String GOOD = """
        defaults: {zone: America/Chicago, lead: 10m, manual: enforce}
        windows:
          - name: weekday-tenants
            when: {days: MON-FRI, opens: "12:35", closes: "15:30"}
            lead: 5m
            instance: i-0123456789abcdef0
            addresses:
              - {eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}
              - {eip: eipalloc-0123456789abcdef1, eni: eni-0123456789abcdef1, privateIp: 10.0.1.21}
          - name: sunday-service
            zone: Europe/Berlin
            when: {cron: "30 8 * * 0", for: 10h30m}
            instances: [i-0123456789abcdef0, i-0123456789abcdef1]
            manual: respect
          - name: christmas-eve
            when: {from: 2026-12-24T14:00, to: 2026-12-25T01:00:30}
            instance: i-0123456789abcdef0
            then: stop
        """;

    /** A window that is good but for the line put in place of one of its own, and the whole answer. */
    private static final String WINDOW = """
        windows:
          - name: good
            zone: UTC
            when: {days: MON, opens: "08:00", closes: "09:00"}
            instance: i-0123456789abcdef0
          - name: bad
            zone: UTC
            when: {days: MON, opens: "08:00", closes: "09:00"}
            instance: i-0123456789abcdef0
        """;

    private static ParsedWindowsFile parse(String text) {
        return ParsedWindowsFile.parse("windows.yaml", text, NOW);
    }

    @Test
    void readsThreeFormsOfWhenAndDefaults() {
        ParsedWindowsFile file = parse(GOOD);

        assertThat(file.problems()).isEmpty();
        assertThat(file.windows())
                .extracting(StreamingWindow::name)
                .containsExactly("weekday-tenants", "sunday-service", "christmas-eve");
        assertThat(file.windows())
                .extracting(window -> (Object) window.schedule().getClass())
                .containsExactly(WeeklySchedule.class, CrontabSchedule.class, OneOffSchedule.class);
        assertThat(file.windows())
                .extracting(window -> window.schedule().zone().getId())
                .containsExactly("America/Chicago", "Europe/Berlin", "America/Chicago");
        assertThat(file.windows())
                .extracting(window -> window.windowPolicy().manual())
                .containsExactly(ManualStopPolicy.ENFORCE, ManualStopPolicy.RESPECT, ManualStopPolicy.ENFORCE);
        assertThat(file.windows())
                .extracting(window -> window.windowTimings().lead())
                .containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(10));
        assertThat(file.windows().get(0).windowResources().addresses().get(1).privateIp())
                .isEqualTo("10.0.1.21");
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                bad("name: bad", "name: Bad", "WINDOW-011  windows.yaml:6:11  name \"Bad\": ", "small letters"),
                bad("name: bad", "name: good", "WINDOW-012  windows.yaml:6:11  name \"good\": ", "another window"),
                bad("name: bad", "# no name", "WINDOW-006  windows.yaml:7:5  no \"name\": ", "add name:"),
                bad(
                        "zone: UTC",
                        "zone: Europe/Berlni",
                        "WINDOW-013  windows.yaml:7:11  zone \"Europe/Berlni\": ",
                        "Europe/Berlin"),
                bad(
                        "zone: UTC",
                        "zone: chicago",
                        "WINDOW-013  windows.yaml:7:11  zone \"chicago\": ",
                        "America/Chicago"),
                bad("zone: UTC", "zone:", "WINDOW-004  windows.yaml:7:10  zone is empty: ", "one value"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    leed: 5m",
                        "WINDOW-003  windows.yaml:8:5  unknown key \"leed\": ",
                        "did you mean \"lead\"?"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    zone: GMT",
                        "WINDOW-005  windows.yaml:8:5  key \"zone\" again: ",
                        "remove one"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    lead: 10 minutes",
                        "WINDOW-016  windows.yaml:8:11  lead \"10 minutes\": ",
                        "10m"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    lead: 10",
                        "WINDOW-016  windows.yaml:8:11  lead \"10\": ",
                        "with units"),
                bad("zone: UTC", "zone: UTC\n    grace: 99999999999999999999d", "WINDOW-016  windows.yaml:8:12", "31d"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    manual: enforced",
                        "WINDOW-019  windows.yaml:8:13  manual \"enforced\": ",
                        "did you mean enforce?"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    then: terminat",
                        "WINDOW-019  windows.yaml:8:11  then \"terminat\": ",
                        "did you mean terminate?"),
                bad(
                        "days: MON, opens",
                        "days: MON, opnes",
                        "WINDOW-003  windows.yaml:8:23  unknown key \"opnes\": ",
                        "did you mean \"opens\"?"),
                bad("days: MON,", "days: MOM,", "WINDOW-014  windows.yaml:8:18  days \"MOM\": ", "did you mean MON?"),
                bad("days: MON,", "days: 1-5,", "WINDOW-014  windows.yaml:8:18  days \"1-5\": ", "MON-FRI"),
                bad("\"08:00\"", "8:00", "WINDOW-015  windows.yaml:8:30  opens \"8:00\": ", "\"08:30\""),
                bad("\"09:00\"", "\"24:00\"", "WINDOW-015  windows.yaml:8:47  closes \"24:00\": ", "\"00:00\""),
                bad(", closes: \"09:00\"", "", "WINDOW-006  windows.yaml:8:11  no \"closes\": ", "add closes:"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "cron: \"0 30 8 ? * SUN\", for: 1h",
                        "WINDOW-020  windows.yaml:8:18",
                        "Quartz"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "cron: \"61 8 * * 0\", for: 1h",
                        "WINDOW-020  windows.yaml:8:18",
                        "minute field"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "cron: \"0 8 30 2 *\", for: 1h",
                        "WINDOW-021  windows.yaml:8:18",
                        "no calendar"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "cron: \"0 8 * * 0\", for: 0s",
                        "WINDOW-016  windows.yaml:8:36",
                        "some time"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "cron: \"0 8 * * 0\", opens: \"08:00\"",
                        "WINDOW-008  windows.yaml:8:11",
                        "mixes two forms"),
                bad(
                        "{days: MON, opens: \"08:00\", closes: \"09:00\"}",
                        "{}",
                        "WINDOW-008  windows.yaml:8:11",
                        "says nothing"),
                bad(
                        "{days: MON, opens: \"08:00\", closes: \"09:00\"}",
                        "always",
                        "WINDOW-004  windows.yaml:8:11",
                        "keys and values"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "from: 2026-12-24T14:00, to: 2026-12-24T13:00",
                        "WINDOW-009  windows.yaml:8:11",
                        "before it starts"),
                bad("zone: UTC", "zone: UTC\n    region: europe", "WINDOW-030  windows.yaml:8:13", "eu-central-1"),
                bad("zone: UTC", "zone: UTC\n    account: 1234", "WINDOW-030  windows.yaml:8:14", "12 digits"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    account: '123456789012'",
                        "WINDOW-030  windows.yaml:8:14",
                        "add role:"),
                bad("zone: UTC", "zone: UTC\n    role: lamplighter", "WINDOW-030  windows.yaml:8:11", "add account:"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    role: arn:aws:iam::123456789012:role/a\n    account: '210987654321'",
                        "WINDOW-030  windows.yaml:9:14",
                        "of another one"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    preStop: {route: \"direct:x\", within: 10m}",
                        "WINDOW-032  windows.yaml:8:14  preStop within 10m: ",
                        "10 min after its end (grace)"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    preStop: {route: stop-wowza}",
                        "WINDOW-033  windows.yaml:8:22  route \"stop-wowza\": ",
                        "direct:stop-wowza"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    beforeReady: {rout: \"direct:x\", route: \"direct:x\"}",
                        "WINDOW-003  windows.yaml:8:19  unknown key \"rout\": ",
                        "did you mean \"route\"?"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    prestop: {route: \"direct:x\"}",
                        "WINDOW-003  windows.yaml:8:5  unknown key \"prestop\": ",
                        "did you mean \"preStop\"?"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    addressesAt: open",
                        "WINDOW-019  windows.yaml:8:18",
                        "did you mean opens?"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    volumes: [{volume: vol-0123456789abcdef0, device: /dev/sda1}]",
                        "WINDOW-031  windows.yaml:8:55  device \"/dev/sda1\": ",
                        "/dev/sdf"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n"
                                + "    volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf, instance:"
                                + " i-0123456789abcdef9}]",
                        "WINDOW-031  windows.yaml:8:75",
                        "name one of [i-0123456789abcdef0]"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n"
                                + "    volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}, {volume:"
                                + " vol-0123456789abcdef1, device: /dev/sdf}]",
                        "WINDOW-031  windows.yaml:8:75  volume vol-0123456789abcdef1: ",
                        "twice"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n"
                                + "    addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}, {eip:"
                                + " eipalloc-0123456789abcdef1, eni: eni-0123456789abcdef0}]",
                        "WINDOW-029  windows.yaml:8:80  interface eni-0123456789abcdef0: ",
                        "privateIp"),
                bad("\"09:00\"", "\"07:00\"", "WINDOW-009  windows.yaml:8:47", "overnight: true"),
                bad("\"09:00\"", "\"08:00\"", "WINDOW-009  windows.yaml:8:47", "overnight: true"),
                bad(
                        "\"08:00\", closes: \"09:00\"",
                        "\"20:00\", closes: \"02:00\", overnight: false",
                        "WINDOW-009  windows.yaml:8:47",
                        "overnight: true"),
                bad("\"09:00\"", "\"09:00\", overnight: true", "WINDOW-009  windows.yaml:8:67", "same day"),
                bad("zone: UTC", "zone: UTC\n    ready: {http: nowhere}", "WINDOW-028  windows.yaml:8:19", "http://"),
                bad("zone: UTC", "zone: UTC\n    ready: {contains: x}", "WINDOW-006  windows.yaml:8:12", "add http:"),
                bad(
                        "zone: UTC",
                        "zone: UTC\n    ready: {http: 'http://10.0.0.1:1935/', within: 0s}",
                        "WINDOW-016  windows.yaml:8:52",
                        "some time"),
                bad(
                        "days: MON, opens: \"08:00\", closes: \"09:00\"",
                        "from: 2026-12-24T14:00Z, to: 2026-12-24T15:00",
                        "WINDOW-017  windows.yaml:8:18",
                        "without an offset"),
                bad(
                        "instance: i-0123456789abcdef0",
                        "instance: i-xyz",
                        "WINDOW-018  windows.yaml:9:15  instance \"i-xyz\": ",
                        "i-0123456789abcdef0"),
                bad(
                        "    instance: i-0123456789abcdef0\n",
                        "",
                        "WINDOW-010  windows.yaml:6:5  no \"instance\": ",
                        "instance: i-..."),
                bad(
                        "instance: i-0123456789abcdef0",
                        "instances: []",
                        "WINDOW-006  windows.yaml:6:5  no \"instances\": ",
                        "add instances"),
                bad(
                        "instance: i-0123456789abcdef0",
                        "instances: [i-0123456789abcdef0, i-0123456789abcdef0]",
                        "WINDOW-022  windows.yaml:9:38",
                        "twice"),
                bad(
                        "instance: i-0123456789abcdef0",
                        "instance: i-0123456789abcdef0\n    addresses: [{eip: eipalloc-0123456789abcdef0}]",
                        "WINDOW-006  windows.yaml:10:17  no \"eni\": ",
                        "add eni:"),
                bad(
                        "instance: i-0123456789abcdef0",
                        "instance: i-0123456789abcdef0\n"
                                + "    addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0,"
                                + " privateIp: 10.0.1.256}]",
                        "WINDOW-018  windows.yaml:10:90",
                        "IPv4"));
    }

    private static Arguments bad(String good, String bad, String begins, String contains) {
        return Arguments.of(good, bad, begins, contains);
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void oneBadLineIsOneProblemAndSetsOnlyItsWindowAside(String good, String bad, String begins, String contains) {
        int second = WINDOW.indexOf("  - name: bad");
        String text = WINDOW.substring(0, second) + WINDOW.substring(second).replace(good, bad);

        ParsedWindowsFile file = parse(text);

        assertThat(file.problems())
                .extracting(Problem::line)
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith(begins).contains(contains));
        assertThat(file.windows()).extracting(StreamingWindow::name).containsExactly("good");
    }

    @Test
    void aNightOfLessThanHalfADayNeedsNoWordAndALongerOneDoes() {
        String night = WINDOW.replace("\"08:00\", closes: \"09:00\"", "\"20:00\", closes: \"07:59\"");
        String longNight =
                WINDOW.replace("\"08:00\", closes: \"09:00\"", "\"09:00\", closes: \"08:30\", overnight: true");

        assertThat(parse(night).windows()).hasSize(2);
        assertThat(parse(longNight).windows()).hasSize(2);
    }

    @Test
    void aRefusedDefaultSetsAsideOnlyTheWindowsThatNeedIt() {
        ParsedWindowsFile file = parse(GOOD.replace("lead: 10m", "lead: soon"));

        assertThat(file.problems())
                .extracting(problem -> problem.code() + " " + problem.where())
                .containsExactly(
                        "WINDOW-016 windows.yaml:1:41", "WINDOW-007 windows.yaml:10:5", "WINDOW-007 windows.yaml:15:5");
        assertThat(file.windows()).extracting(StreamingWindow::name).containsExactly("weekday-tenants");
    }

    @Test
    void aPlaceIsMadeOfTheWindowsOwnKeysAndTheDefaults() {
        String text = "defaults: {account: '123456789012', role: lamplighter, region: cn-north-1}\n"
                + WINDOW.replace("name: bad", "name: bad\n    account: '210987654321'\n    region: eu-west-1")
                + "  - name: third\n    zone: UTC\n    when: {from: 2026-12-24T14:00, to: 2026-12-25T01:00}\n"
                + "    instance: i-0123456789abcdef0\n"
                + "    role: arn:aws:iam::111111111111:role/path/other\n    externalId: desk\n";

        assertThat(parse(text).problems()).isEmpty();
        assertThat(parse(text).windows())
                .extracting(window -> window.windowResources().accountRegion())
                .containsExactly(
                        new AccountRegion("cn-north-1", "arn:aws-cn:iam::123456789012:role/lamplighter", null),
                        new AccountRegion("eu-west-1", "arn:aws:iam::210987654321:role/lamplighter", null),
                        new AccountRegion("cn-north-1", "arn:aws:iam::111111111111:role/path/other", "desk"));
    }

    @Test
    void aVolumeHasOneInstanceInTheWholeFileBecauseItStaysThere() {
        String volume = "zone: UTC\n    volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]";
        String same = WINDOW.replace("zone: UTC", volume);
        String other = same.substring(0, same.indexOf("- name: bad"))
                + same.substring(same.indexOf("- name: bad")).replace("i-0123456789abcdef0", "i-0123456789abcdef1");

        assertThat(parse(same).problems()).isEmpty();
        assertThat(parse(other).problems())
                .extracting(Problem::line)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("WINDOW-031  windows.yaml:9:24")
                        .contains("window good attaches it to another instance"));
        assertThat(parse(other).windows()).extracting(StreamingWindow::name).containsExactly("good", "bad");
    }

    @Test
    void whatIsNotYamlIsOneProblemWithItsPlace() {
        ParsedWindowsFile file = parse("windows:\n  - name: a\n   zone: UTC\n");

        assertThat(file.problems())
                .extracting(Problem::line)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("WINDOW-002  windows.yaml:3:")
                        .doesNotContain("\n"));
    }

    @Test
    void filesThatWantToExhaustTheReaderAreRefused() {
        String bomb = "a: &a [x, x]\nb: &b [" + "*a, ".repeat(60) + "x]\nwindows: *b\n";

        assertThat(parse(bomb).problems()).isNotEmpty();
        assertThat(parse("windows: " + "[".repeat(100_000)).problems())
                .extracting(Problem::code)
                .containsExactly("WINDOW-002");
    }

    @Test
    void anEmptyFileAndAnEmptyListAreNoWindows() {
        for (String text : List.of("", "# nothing\n", "windows: []\n", "windows:\n")) {
            assertThat(parse(text)).isEqualTo(new ParsedWindowsFile(List.of(), List.of(), List.of()));
        }
    }

    @Test
    void aMissingFileAndBytesThatAreNotTextAreOneProblem(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(ParsedWindowsFile.read(folder.resolve("nosuch.yaml"), NOW).problems())
                .extracting(Problem::code)
                .containsExactly("WINDOW-001");
        assertThat(ParsedWindowsFile.read(binary, NOW).problems())
                .extracting(Problem::code)
                .containsExactly("WINDOW-001");
    }

    @Test
    void theShippedFileDeclaresNothingAndItsExampleIsGood() throws IOException {
        Path shipped = Path.of("windows.yaml");
        String uncommented = Files.readString(shipped)
                .replace("\nwindows: []\n", "\n")
                .lines()
                .skip(3)
                .map(line -> line.replaceFirst("^# ?", ""))
                .reduce("", (text, line) -> text + line + "\n");

        assertThat(ParsedWindowsFile.read(shipped, NOW))
                .isEqualTo(new ParsedWindowsFile(List.of(), List.of(), List.of()));
        assertThat(parse(uncommented).problems()).isEmpty();
        assertThat(parse(uncommented).windows()).hasSize(3);
    }
}
