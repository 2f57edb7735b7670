package dev.lamplighter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, looked at and unpacked but not installed; {@link DebianInstallIT} installs it. */
final class DebianPackageIT {
    private static final String MAINTAINER_SCRIPT = "-rwxr-xr-x";

    @TempDir
    private static Path folder;

    /** Modes by path, each path as it is on the machine. */
    private static final Map<String, String> MODES = new TreeMap<>();

    private static List<String> inOrder = List.of();

    private static Shell shell = new Shell(Path.of(""), Map.of());

    @BeforeAll
    static void unpack() throws Exception {
        assumeThat(Shell.has("dpkg-deb")).as("dpkg-deb is installed").isTrue();
        shell = new Shell(folder, Map.of("TZ", "UTC", "LC_ALL", "C", "AWS_REGION", "eu-central-1"));
        String built = built().toString();
        List<String> order = new ArrayList<>();
        for (String line : shell.say("dpkg-deb", "--contents", built)) {
            String[] columns = line.split(" +", 6);
            assertThat(columns[1]).as(line).isEqualTo("root/root");
            assertThat(columns[3] + " " + columns[4]).as(line).isEqualTo("2026-11-22 00:00");
            MODES.put(columns[5].substring(1), columns[0]);
            order.add(columns[5].substring(1));
        }
        inOrder = order;
        shell.say("dpkg-deb", "--raw-extract", built, folder.resolve("package").toString());
    }

    static Path built() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("_all.deb"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("./mvnw package has made no .deb"))
                    .toAbsolutePath();
        }
    }

    private static Path unpacked(String path) {
        return folder.resolve("package").resolve(path);
    }

    @Test
    void saysWhatItNeeds() throws IOException {
        List<String> control = Files.readAllLines(unpacked("DEBIAN/control"));

        assertThat(control)
                .contains("Package: lamplighter", "Architecture: all")
                .anyMatch(line -> line.matches("Version: \\d+\\.\\d+\\.\\d+(~\\w+)?"))
                .anyMatch(line -> line.matches("Installed-Size: \\d{5,6}"))
                .anyMatch(line -> line.startsWith("Depends: default-jre-headless (>= 2:1.17) | java17-runtime-headless")
                        && line.endsWith(", adduser"));
        assertThat(Files.readString(Path.of("packaging/debian/changelog")))
                .startsWith("lamplighter ("
                        + control.stream()
                                .filter(line -> line.startsWith("Version: "))
                                .findFirst()
                                .orElseThrow()
                                .substring("Version: ".length())
                        + ")");
    }

    /** Neither the user, nor the umask, nor the hour, nor the file system of whoever builds it is in it. */
    @Test
    void holdsTheSameWhoeverBuildsIt() throws Exception {
        assertThat(EntryOrder.unsorted(inOrder))
                .containsExactly("/usr/share/doc/lamplighter"); // of four parts in the POM
        Path control = folder.resolve("control.tar");
        shell.say("sh", "-c", "dpkg-deb --ctrl-tarfile '" + built() + "' >'" + control + "'");

        assertThat(shell.say("tar", "--numeric-owner", "-tvf", control.toString()))
                .allMatch(line -> line.contains(" 0/0 "))
                .allMatch(line -> line.contains(" 2026-11-22 00:00 ./"))
                .extracting(line -> line.substring(0, 10) + line.substring(line.lastIndexOf('/')))
                .containsExactly(
                        MAINTAINER_SCRIPT + "/postinst",
                        MAINTAINER_SCRIPT + "/postrm",
                        MAINTAINER_SCRIPT + "/prerm",
                        "-rw-r--r--/triggers",
                        "-rw-r--r--/conffiles",
                        "-rw-r--r--/control",
                        "-rw-r--r--/md5sums");
        assertThat(Files.readAllLines(unpacked("DEBIAN/md5sums")))
                .extracting(line -> line.replaceFirst("^\\S+ +", "/"))
                .containsExactlyElementsOf(inOrder.stream()
                        .filter(path -> !path.endsWith("/") && !path.contains(" -> "))
                        .toList());
    }

    @Test
    void nobodyButRootMayChangeItAndOnlyCommandsAreExecutable() {
        assertThat(MODES).hasSizeGreaterThan(300);
        MODES.forEach((path, mode) -> {
            String expected = path.endsWith("/") || path.endsWith("bin/lamplighter")
                    ? "rwxr-xr-x"
                    : path.equals("/etc/default/lamplighter") ? "rw-------" : "rw-r--r--";
            if (!path.contains(" -> ")) {
                assertThat(mode).as(path).endsWith(expected);
            }
        });
        assertThat(MODES)
                .containsKeys(
                        "/usr/bin/lamplighter",
                        "/usr/lib/systemd/system/lamplighter.service",
                        "/usr/share/doc/lamplighter/copyright",
                        "/usr/share/doc/lamplighter/changelog.gz",
                        "/usr/share/man/man1/lamplighter.1.gz",
                        "/etc/lamplighter/hooks/",
                        "/var/lib/lamplighter/",
                        "/etc/lamplighter/work -> /var/lib/lamplighter");
    }

    /** So that an upgrade keeps what was edited; and each is there as it was shipped, too. */
    @Test
    void whatLiesInEtcIsAConffile() throws IOException {
        List<String> inEtc = MODES.keySet().stream()
                .filter(path -> path.startsWith("/etc/") && !path.endsWith("/") && !path.contains(" -> "))
                .toList();

        assertThat(Files.readAllLines(unpacked("DEBIAN/conffiles"))).containsExactlyInAnyOrderElementsOf(inEtc);
        assertThat(inEtc)
                .contains("/etc/lamplighter/application.properties", "/etc/lamplighter/windows.yaml")
                .contains("/etc/lamplighter/routes/ec2-stop.camel.yaml", "/etc/lamplighter/queries/monthly-cost.sql");
        assertThat(inEtc.stream()
                        .filter(path -> !path.endsWith(".md") && path.startsWith("/etc/lamplighter/"))
                        .map(path -> path.replace("/etc/", "/usr/share/")))
                .isSubsetOf(MODES.keySet());
    }

    @Test
    void itsJarsAreThoseOfTheArchive() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/lamplighter/lib"))) {
            assertThat(MODES.keySet())
                    .containsAll(jars.map(jar -> "/usr/share/lamplighter/lib/" + jar.getFileName())
                            .toList());
        }
    }

    @Test
    void itsScriptsAreWellFormed() throws Exception {
        for (String script : List.of("postinst", "prerm", "postrm")) {
            String path = unpacked("DEBIAN/" + script).toString();
            assertThat(shell.say("stat", "--format=%A", path)).containsExactly(MAINTAINER_SCRIPT);
            assertThat(shell.say("sh", "-n", path)).isEmpty();
        }
    }

    @Test
    void itsUnitIsTheShippedOneWithThePathsOfThePackage() throws IOException {
        List<String> options =
                new ArrayList<>(Files.readAllLines(unpacked("usr/lib/systemd/system/lamplighter.service")));

        assertThat(options).first().isEqualTo("[Unit]");
        assertThat(options)
                .contains(
                        "ExecStart=/usr/bin/lamplighter run",
                        "WorkingDirectory=/etc/lamplighter",
                        "ReadWritePaths=/var/lib/lamplighter")
                .noneMatch(line -> line.contains("/opt/"));
        assertThat(options.stream().filter(line -> line.contains("=")).map(line -> line.replaceAll("=.*", "")))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("packaging/systemd/lamplighter.service")).stream()
                        .dropWhile(line -> !line.equals("[Unit]"))
                        .filter(line -> line.contains("="))
                        .map(line -> line.replaceAll("=.*", ""))
                        .toList());
    }

    @Test
    void nothingOfTheMachineThatBuiltItIsInIt() throws IOException {
        assertThat(BuilderTraces.in(unpacked(""))).isEmpty();
    }

    @Test
    void everyLinkOfItsDocumentsLeadsSomewhere() throws IOException {
        Path license = unpacked("usr/share/doc/lamplighter/LICENSE");
        assertThat(Files.readSymbolicLink(license)).hasToString("../../common-licenses/Apache-2.0"); // of base-files
        Files.createDirectories(unpacked("usr/share/common-licenses"));
        Files.writeString(unpacked("usr/share/common-licenses/Apache-2.0"), "of another package");

        assertThat(DocumentLinks.follow(unpacked("usr/share/doc/lamplighter")).dead())
                .isEmpty();
    }

    @Test
    void commandsFindWhatIsEditedInItsHome() throws Exception {
        Path work = unpacked("etc/lamplighter/work");
        Files.delete(work);
        Files.createSymbolicLink(work, unpacked("var/lib/lamplighter"));
        Shell installed = new Shell(
                folder,
                Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "LAMPLIGHTER_HOME",
                        unpacked("etc/lamplighter").toString()));
        String command = unpacked("usr/share/lamplighter/bin/lamplighter").toString();

        assertThat(installed.say(command, "check")).last().isEqualTo("all well");
        Shell.Ended status = installed.run(command, "status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.lines())
                .contains("no service runs, and there is no status of an earlier one")
                .anyMatch(line -> line.startsWith("CONFIG-039  " + work));
    }
}
