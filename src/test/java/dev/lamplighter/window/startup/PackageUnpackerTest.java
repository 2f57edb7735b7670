package dev.lamplighter.window.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageUnpackerTest {
    @TempDir
    private Path home;

    private byte[] zip(String folderAround, BadPackage.RawEntry... added) throws IOException {
        Path folder = home.resolve("zipped");
        BadPackage.writeGood(folder.resolve(folderAround));
        return ForeignZip.of(folder, List.of(added));
    }

    private static BadPackage.RawEntry entry(String path, String mode) {
        return new BadPackage.RawEntry(path, "x", 0, mode, null);
    }

    @Test
    void aFolderAroundItAndLeftoversAreTakenAwayAndPermissionsStay() throws IOException {
        Path file = Files.write(
                home.resolve("in.zip"),
                zip("origin", entry("__MACOSX/._origin", "100644"), entry("origin/a~", "100644")));
        Path out = home.resolve("out");

        PackageFindings findings = PackageUnpacker.unpack(file, out);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.remarks())
                .hasSize(2)
                .allMatch(remark -> remark.code().equals("PACKAGE-008"));
        assertThat(out.resolve("startup.xml")).exists();
        assertThat(out.resolve("wowza/applications/live")).isEmptyDirectory();
        assertThat(out.resolve("tuning/tune.sh")).isExecutable();
        assertThat(Files.isExecutable(out.resolve("startup.xml"))).isFalse();
        assertThat(CheckedStartupPackage.check(out, PlaceholderValues.NONE)
                        .findings()
                        .problems())
                .isEmpty();
    }

    @Test
    void nothingIsWrittenOutsideOfTheFolder() throws IOException {
        Path file = Files.write(
                home.resolve("in.zip"),
                zip("", entry("../evil", "100644"), entry("link", "120777"), entry("link/evil", "100644")));

        PackageFindings findings = PackageUnpacker.unpack(file, home.resolve("out"));

        assertThat(findings.problems()).extracting(Problem::code).containsExactly("PACKAGE-005", "PACKAGE-006");
        assertThat(home.resolve("evil")).doesNotExist();
        assertThat(home.resolve("out/link")).isDirectory();
        try (Stream<Path> top = Files.list(home)) {
            assertThat(top.map(path -> path.getFileName().toString())).containsOnly("in.zip", "out", "zipped");
        }
    }

    /** Of each of 1000 files with some bytes changed or cut off, something is told or all is well; none is a failure. */
    @Test
    void aDamagedFileIsNeverMoreThanLines() throws IOException {
        byte[] good = zip("");
        Random random = new Random(20261127);
        int told = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int changes = random.nextInt(4); changes >= 0 && damaged.length > 0; changes--) {
                int tail = Math.min(damaged.length, 1200);
                damaged[damaged.length - 1 - random.nextInt(tail)] = (byte) random.nextInt(256);
            }
            PackageFindings findings = new PackageFindings();
            PackageZipReader.read("in.zip", damaged, findings, true);
            told += findings.problems().isEmpty() ? 0 : 1;
        }
        assertThat(told).isBetween(500, 1000);
    }
}
