package dev.lamplighter.window.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ZIP file that is built, read by others: Java's own library and, where it is installed, Info-ZIP. */
final class PackageZipTest {
    @TempDir
    private Path home;

    private Path good(String name) throws IOException {
        Path folder = home.resolve(name);
        BadPackage.writeGood(folder);
        return folder;
    }

    private static byte[] build(Path folder) {
        return CheckedStartupPackage.build(folder, PlaceholderValues.NONE)
                .userData()
                .orElseThrow()
                .bytes();
    }

    @Test
    void theSameFolderIsTheSameBytesAtAnotherTimeInAnotherZoneOfAnotherUmask() throws IOException {
        byte[] first = build(good("one"));
        Path other = good("other");
        TimeZone before = TimeZone.getDefault();
        try (Stream<Path> all = Files.walk(other)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, FileTime.fromMillis(1_000_000_000_000L));
                Set<PosixFilePermission> mine = Files.getPosixFilePermissions(each);
                Files.setPosixFilePermissions(
                        each,
                        PosixFilePermissions.fromString(
                                mine.contains(PosixFilePermission.OWNER_EXECUTE) ? "rwx------" : "rw-------"));
            }
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));

            assertThat(build(other)).isEqualTo(first);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** Written by hand from APPNOTE.TXT: one stored file, one folder. */
    @Test
    void eachByteOfASmallFileIsAsTheFormatSays() {
        PackageContent content = new PackageContent("x", "/");
        content.add(PackageEntry.file("b", true, new byte[] {'h', 'i'}));
        content.add(PackageEntry.folder("ä"));

        assertThat(HexFormat.of().formatHex(PackageZip.of(content).bytes()))
                .isEqualTo("504b0304" + "1400" + "0000" + "0000" + "0000" + "2100" + "ac2a93d8" + "02000000"
                        + "02000000"
                        + "0100" + "0000" + "62" + "6869"
                        + "504b0304" + "1400" + "0008" + "0000" + "0000" + "2100" + "00000000" + "00000000" + "00000000"
                        + "0300" + "0000" + "c3a42f"
                        + "504b0102" + "1403" + "1400" + "0000" + "0000" + "0000" + "2100" + "ac2a93d8" + "02000000"
                        + "02000000" + "0100" + "0000" + "0000" + "0000" + "0000" + "0000ed81" + "00000000" + "62"
                        + "504b0102" + "1403" + "1400" + "0008" + "0000" + "0000" + "2100" + "00000000" + "00000000"
                        + "00000000" + "0300" + "0000" + "0000" + "0000" + "0000" + "0000ed41" + "21000000" + "c3a42f"
                        + "504b0506" + "0000" + "0000" + "0200" + "0200" + "60000000" + "42000000" + "0000");
    }

    @Test
    void javasLibraryReadsNamesPermissionsEmptyFoldersAndOneTime() throws IOException {
        Path zip = Files.write(home.resolve("origin.zip"), build(good("origin")));

        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> names = Collections.list(file.entries()).stream()
                    .map(ZipEntry::getName)
                    .toList();
            assertThat(names).isSorted().contains("startup.xml", "wowza/applications/live/");
            assertThat(Collections.list(file.entries()))
                    .allMatch(entry -> entry.getTimeLocal().toLocalDate().equals(LocalDate.of(1980, 1, 1)));
        }
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
            assertThat(permissions(files, "/tuning/tune.sh")).isEqualTo("rwxr-xr-x");
            assertThat(permissions(files, "/startup.xml")).isEqualTo("rw-r--r--");
            assertThat(Files.readString(files.getPath("/startup.xml")))
                    .isEqualTo(Files.readString(home.resolve("origin/startup.xml")));
        }
    }

    private static String permissions(FileSystem files, String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(files.getPath(path)));
    }

    @Test
    void infoZipFindsNothingWrong() throws Exception {
        Path unzip = Path.of("/usr/bin/unzip");
        assumeThat(unzip).as("Info-ZIP is installed").isExecutable();
        Path zip = Files.write(home.resolve("origin.zip"), build(good("origin")));

        Process test = new ProcessBuilder(unzip.toString(), "-t", zip.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("No errors detected");
        assertThat(test.waitFor()).isZero();
    }

    @Test
    void infoZipUnpacksTheSameTree() throws Exception {
        Path unzip = Path.of("/usr/bin/unzip");
        assumeThat(unzip).as("Info-ZIP is installed").isExecutable();
        Path zip = Files.write(home.resolve("origin.zip"), build(good("origin")));
        Path unpacked = home.resolve("unpacked");

        Process extract = new ProcessBuilder(unzip.toString(), "-q", zip.toString(), "-d", unpacked.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(extract.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(extract.waitFor()).isZero();
        assertThat(tree(unpacked)).isEqualTo(tree(home.resolve("origin"))).contains("wowza/applications/live/");
    }

    /** Folders, and files with whether they may be executed and what is in them. */
    private static List<String> tree(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path one : all.filter(path -> !path.equals(root)).toList()) {
                String name = root.relativize(one).toString();
                found.add(
                        Files.isDirectory(one)
                                ? name + "/"
                                : name + " " + Files.isExecutable(one) + " "
                                        + HexFormat.of().formatHex(Files.readAllBytes(one)));
            }
        }
        return found.stream().sorted().toList();
    }

    /** What nothing makes smaller is stored, so that a byte more of it is a byte more of the file. */
    @Test
    void userDataOf16384BytesFitsAndOneByteMoreDoesNot() throws IOException {
        Path folder = good("origin");
        byte[] noise = new byte[16_384];
        new Random(1).nextBytes(noise);
        Path jar = Files.createDirectories(folder.resolve("wowza/lib")).resolve("module.jar");
        Files.write(jar, Arrays.copyOf(noise, 10_000));
        int room = 16_384 - build(folder).length;

        Files.write(jar, Arrays.copyOf(noise, 10_000 + room));
        assertThat(build(folder)).hasSize(16_384);

        Files.write(jar, Arrays.copyOf(noise, 10_000 + room + 1));
        assertThat(CheckedStartupPackage.build(folder, PlaceholderValues.NONE)
                        .findings()
                        .problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.line())
                                .startsWith("PACKAGE-009  " + folder
                                        + "  16,385 bytes: user data has at most 16,384; the largest")
                                .matches(".*compressed: wowza/lib/module.jar [\\d,]+(?:, [^,]+ [\\d,]+){4}; fix: .*")
                                .endsWith(
                                        "/wowza/lib/module.jar</URL><Destination>wowza/lib/module.jar</Destination></Download>"));
    }

    @Test
    void theFewestDownloadsThatMakeItFitAreProposed() throws IOException {
        Path folder = good("origin");
        byte[] noise = new byte[9_000];
        Path lib = Files.createDirectories(folder.resolve("wowza/lib"));
        for (String name : List.of("a.jar", "b.jar", "c.jar")) {
            new Random(name.hashCode()).nextBytes(noise);
            Files.write(lib.resolve(name), noise);
        }

        assertThat(CheckedStartupPackage.build(folder, PlaceholderValues.NONE)
                        .findings()
                        .problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.fix()).contains("/a.jar<", "/b.jar<").doesNotContain("/c.jar<"));
    }

    @Test
    void whatIsBuiltIsAllWellAndReproducibleAsAFile() throws IOException {
        Path zip = Files.write(home.resolve("origin.zip"), build(good("origin")));

        CheckedStartupPackage checked = CheckedStartupPackage.check(zip, PlaceholderValues.NONE);

        assertThat(checked.findings().problems()).isEmpty();
        assertThat(checked.findings().remarks()).isEmpty();
        assertThat(checked.userData().orElseThrow().bytes()).isEqualTo(Files.readAllBytes(zip));
    }
}
