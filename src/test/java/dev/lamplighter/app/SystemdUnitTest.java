package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** packaging/systemd, so that no unit names a command or a setting that doesn't exist. */
final class SystemdUnitTest {
    private static final Path PACKAGING = Path.of("packaging/systemd");
    private static final String PROGRAM = "/opt/lamplighter/bin/lamplighter";

    @TempDir
    Path folder;

    @Test
    void runsCommandsThatExist() throws IOException {
        List<String> commands = Files.readAllLines(PACKAGING.resolve("lamplighter.service")).stream()
                .filter(line -> line.startsWith("Exec"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        assertThat(commands).containsExactly(PROGRAM + " run", PROGRAM + " reload", PROGRAM + " panel clear");
        for (String command : commands) {
            String[] words = command.substring(PROGRAM.length() + 1).split(" ", -1);
            CommandLine.ParseResult parsed = Lamplighter.commandLine(words[0]).parseArgs(words);
            assertThat(parsed.asCommandLineList()).hasSize(words.length + 1);
        }
    }

    @Test
    void letsTheProgramThatFeedsTheWatchdogSpeak() throws IOException {
        assertThat(Files.readAllLines(PACKAGING.resolve("lamplighter.service")))
                .contains("WatchdogSec=15min", "NotifyAccess=all", "Restart=on-failure");
    }

    @Test
    void satisfiesSystemdItself() throws Exception {
        assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
        Path program = Files.writeString(folder.resolve("lamplighter"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String unit = Files.readString(PACKAGING.resolve("lamplighter.service")).replace(PROGRAM, program.toString());
        Path written = Files.writeString(folder.resolve("lamplighter.service"), unit);
        Path dropIns = Files.createDirectories(folder.resolve("lamplighter.service.d"));
        Files.copy(PACKAGING.resolve("lamplighter.service.d/raspberry-pi.conf"), dropIns.resolve("raspberry-pi.conf"));

        Path said = folder.resolve("said");
        ProcessBuilder verify = new ProcessBuilder("/usr/bin/systemd-analyze", "verify", written.toString());
        verify.environment().put("SYSTEMD_UNIT_PATH", folder + ":");
        Process process =
                verify.redirectErrorStream(true).redirectOutput(said.toFile()).start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // It exits with 0 for a key it doesn't know and only says so.
        assertThat(Files.readString(said)).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    /** Of 10; what is left is the network, a JVM's compiler and the machine's own root folder. */
    @Test
    void isLittleExposed() throws Exception {
        assumeThat(Path.of("/usr/bin/systemd-analyze")).exists();
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        "/usr/bin/systemd-analyze",
                        "security",
                        "--offline=true",
                        "--threshold=20",
                        PACKAGING.resolve("lamplighter.service").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said))
                .containsPattern("Overall exposure level for lamplighter.service: ([01]\\.\\d|2\\.0) ");
    }

    /** What the verbs and the panel need of it, which a stricter unit would take away. */
    @Test
    void leavesTheVerbsTheirSocketAndThePiItsBuses() throws IOException {
        List<String> unit = Files.readAllLines(PACKAGING.resolve("lamplighter.service"));
        assertThat(unit)
                .contains(
                        "RuntimeDirectory=lamplighter", "RuntimeDirectoryMode=0750", "UMask=0077", "Group=lamplighter")
                .contains("ReadWritePaths=/opt/lamplighter/work", "PrivateDevices=yes")
                .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute") || line.startsWith("PrivateUsers"))
                .anyMatch(line -> line.startsWith("MemoryMax="));
        assertThat(unit.stream().filter(line -> line.startsWith("RestrictAddressFamilies=")))
                .singleElement()
                .asString()
                .contains("AF_UNIX", "AF_INET");
        assertThat(Files.readAllLines(PACKAGING.resolve("lamplighter.service.d/raspberry-pi.conf")))
                .contains(
                        "PrivateDevices=no",
                        "DeviceAllow=char-spi rw",
                        "DeviceAllow=char-i2c rw",
                        "DeviceAllow=/dev/leds0 rw");
    }
}
