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
        assertThat(commands).containsExactly(PROGRAM + " run", PROGRAM + " panel clear");
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
}
