package dev.lamplighter.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.app.doctor.Finding.State;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ServerTimeSample;
import dev.lamplighter.panel.PanelBusSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a doctor says of a machine: user, disk, device, port, clock. */
final class MachineExaminationTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path root;

    private final OsUser ann = new OsUser("ann", List.of("ann", "video"));

    @Test
    void aUserHasTheGroupsThatTheKernelKnows() throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("etc/group"), "spi:x:999:ann\nann:x:1000:\n");
        Files.writeString(
                root.resolve("proc/self/status"), "Name:\tjava\nGid:\t1000\t1000\t1000\t1000\nGroups:\t999 4711\n");

        assertThat(OsUser.in(root).groups()).containsExactly("ann", "spi", "4711");
        assertThat(OsUser.in(root.resolve("nowhere")).groups()).isEmpty();
    }

    @Test
    void aDeviceThatIsNotThereSaysWhichBusToSwitchOn() {
        Finding finding =
                new PanelDeviceExamination(root, ann).finding("unicorn-hat", "panel.type", PanelBusSettings.USUAL);

        assertThat(finding.code()).isEqualTo("CONFIG-075");
        assertThat(finding.line())
                .startsWith("FAIL     CONFIG-075  /dev/spidev0.0  isn't there")
                .contains("dtparam=spi=on");
        assertThat(new PanelDeviceExamination(root, ann)
                        .finding("sense-hat", "panel.type", PanelBusSettings.USUAL)
                        .line())
                .contains("/dev/i2c-1", "dtparam=i2c_arm=on");
    }

    @Test
    void aDeviceOfAnotherGroupNamesTheGroupToJoin() throws Exception {
        Path device = root.resolve("dev/spidev0.0");
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(device);
        String group = String.valueOf(Files.getAttribute(device, "posix:group"));

        Finding refused = new PanelDeviceExamination(root, ann, any -> false)
                .finding("unicorn-hat", "panel.type", PanelBusSettings.USUAL);
        Finding taken = new PanelDeviceExamination(root, ann, device::equals)
                .finding("unicorn-hat", "panel.type", PanelBusSettings.USUAL);

        assertThat(refused.line()).contains("groups ann, video", "sudo adduser ann " + group);
        assertThat(taken.state()).isEqualTo(State.OK);
        assertThat(new PanelDeviceExamination(root, ann)
                        .finding("terminal", "panel.type", PanelBusSettings.USUAL)
                        .state())
                .isEqualTo(State.OK);
    }

    @Test
    void whatAnotherUserThanTheServicesFindsSaysSo() throws Exception {
        Path state = Files.createDirectories(root.resolve("work"));
        String owner = Files.getOwner(state).getName();
        OsUser other = new OsUser(owner + "2", List.of());

        assertThat(new MachineExamination(state, other, false).findings())
                .filteredOn(finding -> finding.subject().equals("user"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("CONFIG-076"))
                .satisfies(finding -> assertThat(finding.fix()).contains("sudo -u " + owner + " "));
        assertThat(new MachineExamination(state, new OsUser(owner, List.of()), false).findings())
                .filteredOn(finding -> finding.subject().equals("user"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.state()).isEqualTo(State.OK));
    }

    @Test
    void littleRoomIsToldAndLessFails() {
        assertThat(MachineExamination.disk(root, 300).state()).isEqualTo(State.OK);
        assertThat(MachineExamination.disk(root, 299).state()).isEqualTo(State.WARN);
        assertThat(MachineExamination.disk(root, 49).state()).isEqualTo(State.FAIL);
        assertThat(MachineExamination.disk(root, 49).code()).isEqualTo("CONFIG-074");
    }

    @Test
    void aPortIsFreeOrAnotherProcesssOrOurs() throws Exception {
        Path token = Files.writeString(root.resolve("http.token"), "right\n");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/status", exchange -> {
            boolean ours = "Bearer right".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(ours ? 200 : 401, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(PortExamination.finding(port, token, true).state()).isEqualTo(State.OK);
            assertThat(PortExamination.finding(port, token, false).code()).isEqualTo("CONFIG-017");
            Files.writeString(token, "wrong");
            assertThat(PortExamination.finding(port, token, true).state()).isEqualTo(State.FAIL);
        } finally {
            server.stop(0);
        }
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(PortExamination.finding(free, token, false).state()).isEqualTo(State.OK);
        assertThat(PortExamination.finding(free, token, true).state()).isEqualTo(State.WARN);
        assertThat(PortExamination.finding(0, token, false).state()).isEqualTo(State.OK);
    }

    @Test
    void aClockIsComparedWithAwsBothWays() {
        assertThat(clock(0).state()).isEqualTo(State.OK);
        assertThat(clock(3).state()).isEqualTo(State.OK);
        assertThat(clock(-4).line()).startsWith("warn     CONFIG-073  clock  4 s ahead of AWS's");
        assertThat(clock(60).state()).isEqualTo(State.WARN);
        assertThat(clock(61).line()).startsWith("FAIL     CONFIG-073  clock  1 min 1 s behind AWS's");
        assertThat(clock(61).code()).isEqualTo("CONFIG-073");
        assertThat(ClockExamination.finding(AwsTime.UNKNOWN, InstantSource.fixed(NOW), () -> 0)
                        .state())
                .isEqualTo(State.UNTRIED);
    }

    /** When AWS's clock is so many seconds ahead; its answer came a second ago. */
    private static Finding clock(long seconds) {
        AwsTime time = () -> List.of(new ServerTimeSample(NOW.plusSeconds(seconds - 1), 0));
        return ClockExamination.finding(time, InstantSource.fixed(NOW), () -> 1_000_000_000L);
    }
}
