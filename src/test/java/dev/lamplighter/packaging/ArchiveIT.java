package dev.lamplighter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that somebody unpacks on another machine: what is in it, and that it works there. */
final class ArchiveIT {
    private static final Pattern ENTRY = Pattern.compile("(\\S{10}) (\\S+) +\\d+ (\\S+ \\S+) ([^/]+)/(.*)");

    @TempDir
    private static Path folder;

    private static List<String> listed = List.of();
    private static Path home = Path.of("");

    @BeforeAll
    static void unpack() throws Exception {
        String archive = archive().toString();
        Shell shell = new Shell(folder, Map.of("TZ", "UTC", "LC_ALL", "C"));
        listed = shell.say("tar", "--numeric-owner", "-tvzf", archive);
        shell.say("tar", "-xzf", archive);
        try (Stream<Path> files = Files.list(folder)) {
            home = files.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("./mvnw package has made no archive"))
                    .toAbsolutePath();
        }
    }

    /** Neither the user, nor the umask, nor the hour of whoever builds it is in it. */
    @Test
    void holdsTheSameWhoeverBuildsIt() {
        assertThat(listed).hasSizeGreaterThan(200).allSatisfy(line -> {
            Matcher entry = ENTRY.matcher(line);
            assertThat(entry.matches()).as(line).isTrue();
            boolean enters = entry.group(1).startsWith("d") || entry.group(5).equals("bin/lamplighter");
            assertThat(entry.group(1)).as(line).endsWith(enters ? "rwxr-xr-x" : "rw-r--r--");
            assertThat(entry.group(2)).as(line).isEqualTo("0/0");
            assertThat(entry.group(3)).as(line).isEqualTo("2026-11-22 00:00");
            assertThat(entry.group(4)).isEqualTo(String.valueOf(home.getFileName()));
        });
    }

    @Test
    void itsFilesAreInTheOrderOfTheirNames() {
        assertThat(EntryOrder.unsorted(listed.stream()
                        .map(line -> line.substring(line.indexOf(home.getFileName() + "/")))
                        .toList()))
                .isEmpty();
    }

    /** Its own jar is the only one that the build makes. */
    @Test
    void itsJarHoldsTheSameWhoeverBuildsIt() throws IOException {
        Path jar = home.resolve("lib/lamplighter.jar");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names).hasSizeGreaterThan(1000).noneMatch(name -> name.startsWith("META-INF/maven/"));
            assertThat(EntryOrder.unsorted(names)).isEmpty();
            assertThat(zip.stream().map(ZipEntry::getTimeLocal))
                    .containsOnly(LocalDateTime.parse("2026-11-22T00:00:00"));
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.skip(1).toList()) { // its root has no entry
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)))
                        .as(entry.toString())
                        .isEqualTo(Files.isDirectory(entry) ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    @Test
    void holdsWhatOperatorsEditAndNothingOfTheBuild() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            "README.md",
                            "LICENSE",
                            "application.properties",
                            "windows.yaml",
                            "routes",
                            "queries",
                            "ext")
                    .doesNotContain("src", "target", "pom.xml", "mvnw", "work");
        }
        assertThat(Files.readString(home.resolve("application.properties")))
                .isEqualTo(Files.readString(Path.of("application.properties")));
    }

    @Test
    void nothingOfTheMachineThatBuiltItIsInIt() throws IOException {
        assertThat(BuilderTraces.in(home)).isEmpty();
    }

    @Test
    void everyLinkOfItsDocumentsLeadsSomewhere() throws IOException {
        DocumentLinks links = DocumentLinks.follow(home);

        assertThat(links.dead()).isEmpty();
        assertThat(links.followed()).isGreaterThan(90);
    }

    /** Else what it says is about jars of another version. */
    @Test
    void whatIsSaidOfPublishedHolesIsAboutTheJarsThatAreThere() throws IOException {
        List<String> named = new ArrayList<>();
        for (JsonNode subcomponent : new ObjectMapper()
                .readTree(home.resolve("docs/reference/vex.json").toFile())
                .findValues("subcomponents")) {
            String[] purl = subcomponent.path(0).path("@id").asText().split("[/@]", -1);
            named.add(purl[purl.length - 2] + "-" + purl[purl.length - 1] + ".jar");
        }

        assertThat(named)
                .hasSize(3)
                .allSatisfy(jar -> assertThat(home.resolve("lib").resolve(jar)).exists());
    }

    @Test
    void commandsRunInIt() throws Exception {
        Shell shell = new Shell(folder, Map.of("AWS_REGION", "eu-central-1", "HOME", folder.toString()));
        String command = home.resolve("bin/lamplighter").toString();

        assertThat(shell.say(command, "--version")).singleElement().asString().matches("lamplighter \\d.*");
        assertThat(shell.say(command, "explain", "WINDOW-111")).isNotEmpty();
        assertThat(shell.say(command, "check")).last().isEqualTo("all well");
        Shell.Ended status = shell.run(command, "status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.lines())
                .contains("no service runs, and there is no status of an earlier one")
                .anyMatch(line -> line.startsWith("CONFIG-039  " + home.resolve("work")));
    }

    /** Without Maven, Trino or a network: the service itself, and a stand-in for EC2 that it asks. */
    @Test
    void itsSandboxShowsTheLight() throws Exception {
        Shell shell = new Shell(folder, Map.of("HOME", folder.toString()));

        shell.say(
                home.resolve("bin/lamplighter").toString(),
                "sandbox",
                "--until-light",
                "--folder",
                folder + "/sandbox");

        assertThat(Files.readString(folder.resolve("sandbox/service.properties")))
                .contains("cost.enabled=false");
        assertThat(Files.readString(folder.resolve("sandbox/work/pixels.json"))).contains("media-server");
    }
}
