package dev.lamplighter.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both packages on a Debian of their own, by the commands of {@code docs/how-to/install.md}: root's are those that begin with
 * {@code sudo}, the others are a user's. Needs root, debootstrap and Debian's archive, so it runs when asked:
 * {@code -Dlamplighter.debian=true}, or a folder that debootstrap has filled, which is copied. There is no systemd in it.
 */
final class DebianInstallIT {
    private static final String USER = "ann";
    private static final String RELEASE = System.getProperty("lamplighter.debian.release", "bookworm");
    private static final String ASKED = System.getProperty("lamplighter.debian", "");
    private static final String KEEP_MINE = "-o Dpkg::Options::=--force-confold";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Shell shell;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path debian;

    @SuppressWarnings("NullAway.Init") // set before each test
    private InstallDocument document;

    @BeforeEach
    void makeADebian() throws Exception {
        assumeThat(ASKED).as("-Dlamplighter.debian=true").isNotEmpty();
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assumeThat(Shell.has("debootstrap")).as("debootstrap is installed").isTrue();
        shell = new Shell(
                folder, Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C.UTF-8", "XDG_CACHE_HOME", ""));
        debian = folder.resolve("debian");
        document = InstallDocument.read();
        if (ASKED.equals("true")) {
            shell.say("debootstrap", "--variant=minbase", RELEASE, debian.toString());
        } else {
            shell.say("cp", "-a", ASKED, debian.toString());
        }
        Files.copy(
                Path.of("/etc/resolv.conf"),
                debian.resolve("etc/resolv.conf"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        asRoot("id " + USER + " >/dev/null 2>&1 || useradd --create-home " + USER);
        standIn("systemctl", "echo \"$*\" >>/root/systemctl");
        standIn("nano", "echo '# an edit' >>\"$1\"");
        asRoot("apt-get -qq update");
    }

    @AfterEach
    void remove() throws Exception {
        if (debian != null && Files.exists(debian)) {
            shell.say("rm", "-rf", debian.toString()); // owners and modes that a Java walk stumbles over
        }
    }

    /** What isn't there without systemd or a person. */
    private void standIn(String command, String script) throws IOException {
        Path file = debian.resolve("usr/local/bin").resolve(command);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> asRoot(String line) throws Exception {
        return run(line).succeeded();
    }

    private Answer run(String line) throws Exception {
        Shell.Ended ended = shell.run(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc=" + debian + "/proc",
                "chroot",
                debian.toString(),
                "sh",
                "-c",
                "cd /root; " + line);
        return new Answer(line, ended);
    }

    private Answer asUser(String line) throws Exception {
        return run("cd /home/" + USER + "; su " + USER + " -c '" + line + "'");
    }

    private record Answer(String line, Shell.Ended ended) {
        List<String> succeeded() {
            assertThat(ended.exitCode()).as(line + ": " + ended.lines()).isZero();
            return ended.lines();
        }
    }

    /** Runs a line of the document; returns what it said. */
    private List<String> obey(String line) throws Exception {
        if (line.startsWith("sudo ")) {
            String command = line.substring("sudo ".length())
                    .replaceFirst("^apt ", "apt-get -y -qq --no-install-recommends " + KEEP_MINE + " ");
            return asRoot(command);
        }
        if (line.endsWith(" sandbox")) {
            // until somebody has seen enough
            return asUser("timeout 60 " + line).ended().lines();
        }
        Answer answer = asUser("AWS_REGION=eu-central-1 " + line);
        return line.endsWith(" status") ? answer.ended().lines() : answer.succeeded();
    }

    private List<String> obeyAll(String heading) throws Exception {
        List<String> said = new ArrayList<>();
        for (String line : document.below(heading)) {
            said.addAll(obey(line));
        }
        return said;
    }

    private Path in(String path) {
        return debian.resolve(path);
    }

    private void deliver(Path built) throws IOException {
        Files.copy(built, in("root").resolve(String.valueOf(built.getFileName())));
    }

    @Test
    void isInstalledUpgradedBackedUpRestoredAndRemovedAsTheDocumentSays() throws Exception {
        deliver(DebianPackageIT.built());

        List<String> said = obeyAll("By the Debian package");

        assertThat(said).contains("all well", "no service runs, and there is no status of an earlier one");
        assertThat(said).as("the light").anyMatch(line -> line.contains("media-server") && line.contains("stopped"));
        assertThat(asRoot("cat /root/systemctl")).containsExactly("enable --now lamplighter");
        assertThat(asRoot("id -nG " + USER)).singleElement().asString().contains("lamplighter");
        assertThat(asRoot("stat --format='%U:%G %a' /var/lib/lamplighter"))
                .containsExactly("lamplighter:lamplighter 710");
        assertThat(asRoot("ls /usr/share/lamplighter/*.jsa"))
                .as("archives of classes")
                .hasSize(4);
        assertThat(asRoot("cat /etc/lamplighter/application.properties")).last().isEqualTo("# an edit");

        asRoot("rm /root/lamplighter_*.deb; echo kept >/var/lib/lamplighter/state; rm"
                + " /etc/lamplighter/queries/top-movers.sql");
        Files.writeString(in("etc/lamplighter/routes/mine.camel.yaml"), "[]\n");
        laterVersion();
        obeyAll("Upgrade");

        assertThat(asRoot("cat /etc/lamplighter/application.properties")).last().isEqualTo("# an edit");
        assertThat(asRoot("cat /etc/lamplighter/windows.yaml")).last().isEqualTo("# of the later version");
        assertThat(in("etc/lamplighter/queries/top-movers.sql")).doesNotExist();
        assertThat(in("etc/lamplighter/routes/mine.camel.yaml")).exists();
        assertThat(asRoot("cat /var/lib/lamplighter/state")).containsExactly("kept");

        List<String> backUp = document.below("Back up and restore");
        for (String line : backUp.subList(0, 3)) {
            obey(line);
        }
        asRoot("rm -r /var/lib/lamplighter/state /etc/lamplighter/routes/mine.camel.yaml");
        for (String line : backUp.subList(3, backUp.size())) {
            obey(line);
        }
        assertThat(in("etc/lamplighter/routes/mine.camel.yaml")).exists();
        assertThat(asRoot("stat --format=%U /var/lib/lamplighter/state")).containsExactly("lamplighter");

        List<String> remove = document.below("Remove");
        obey(remove.get(0));
        assertThat(in("usr/share/lamplighter")).doesNotExist();
        assertThat(in("etc/lamplighter/application.properties")).exists();
        assertThat(asRoot("cat /var/lib/lamplighter/state")).containsExactly("kept");

        obey(remove.get(1));
        assertThat(in("var/lib/lamplighter")).doesNotExist();
        assertThat(asRoot("getent passwd lamplighter || echo gone")).containsExactly("gone");
        assertThat(asRoot("find /etc /usr /var -name '*lamplighter*' -prune -o -name mine.camel.yaml -print"))
                .isEmpty();
        assertThat(asRoot("find /etc/lamplighter -type f")).containsExactly("/etc/lamplighter/routes/mine.camel.yaml");
    }

    /** The same with another version, and another windows.yaml and application.properties in it. */
    private void laterVersion() throws Exception {
        Path later = folder.resolve("later");
        shell.say("dpkg-deb", "--raw-extract", DebianPackageIT.built().toString(), later.toString());
        Path control = later.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*$", "Version: 99.0.0"));
        for (String edited : List.of("windows.yaml", "application.properties")) {
            Files.writeString(
                    later.resolve("etc/lamplighter").resolve(edited),
                    "# of the later version\n",
                    StandardOpenOption.APPEND);
        }
        shell.say(
                "dpkg-deb",
                "--build",
                "-Znone",
                later.toString(),
                in("root/lamplighter_99.0.0_all.deb").toString());
    }

    /** Made by {@code packaging/debian/jre-deb.sh}, the first command of the document there, which needs a JDK and takes minutes. */
    @Test
    void itRunsWithTheJavaOfItsOwn() throws Exception {
        List<Path> jre = made("lamplighter-jre_*_amd64.deb");
        assumeThat(jre).as("packaging/debian/jre-deb.sh was run").hasSize(1);
        Files.createDirectories(in("root/target"));
        for (Path built : List.of(jre.get(0), DebianPackageIT.built())) {
            Files.copy(built, in("root/target").resolve(String.valueOf(built.getFileName())));
        }

        obey(document.below("With a Java of its own").get(1));

        assertThat(asRoot("command -v java || echo none")).containsExactly("none");
        assertThat(asRoot("ls /usr/share/lamplighter/*.jsa"))
                .as("archives of classes")
                .hasSize(4);
        assertThat(obey("lamplighter sandbox"))
                .anyMatch(line -> line.contains("media-server") && line.contains("stopped"));
        asRoot("apt-get -y -qq purge lamplighter lamplighter-jre");
        assertThat(in("usr/lib/lamplighter")).doesNotExist();
    }

    private static List<Path> made(String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("target"), pattern)) {
            files.forEach(found::add);
        }
        return found;
    }

    @Test
    void theArchiveShowsItsSandbox() throws Exception {
        asRoot("apt-get -y -qq --no-install-recommends install default-jre-headless");
        deliver(ArchiveIT.archive());

        assertThat(obeyAll("By the archive"))
                .anyMatch(line -> line.contains("media-server") && line.contains("stopped"));
        assertThat(in("opt/lamplighter/README.md")).exists();
    }

    @Test
    void lintianFindsNothing() throws Exception {
        assumeThat(Shell.has("lintian")).as("lintian is installed").isTrue();

        List<Path> built = new ArrayList<>(made("lamplighter-jre_*.deb"));
        built.add(DebianPackageIT.built());
        for (Path deb : built) {
            String path = deb.toAbsolutePath().toString();
            assertThat(shell.run("lintian", "--allow-root", "--fail-on", "error,warning", path)
                            .lines())
                    .as(path)
                    .isEmpty();
        }
    }
}
