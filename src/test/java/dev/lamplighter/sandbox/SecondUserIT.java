package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.CommandsInTurn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users of the machine beside the service, which runs as a user of its own, as its unit has it run. */
final class SecondUserIT {
    private static final int SERVICE = 64_201;
    private static final int MEMBER = 64_202;
    private static final int STRANGER = 64_203;
    private static final String WINDOW = "sunday";
    private static final String LISTENING = "0A";
    private static final List<String> STRANGERS =
            List.of("windows open " + WINDOW + " --for 20m", "panel map", "costs report");

    /** Lines of the README that ask no running service, or a published month, which isn't there. */
    private static final List<String> ASK_NO_SERVICE = List.of(
            "sandbox",
            "package",
            "panel test",
            "panel clear",
            "costs convert",
            "costs rollback",
            "costs publish",
            "costs verify",
            "costs query");

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestAccount account;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceHome home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path wrapped;

    @BeforeEach
    void install() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assumeThat(Path.of("/usr/bin/setpriv")).exists();
        assumeThat(exitCode("unshare", "--mount", "true")).isZero();
        account = new TestAccount("second-user");
        home = ServiceHome.unpack("second-user", account.costSettings());
        assumeThat(exitCode("setpriv", "--reuid=" + SERVICE, "--clear-groups", "test", "-r", "" + home.path("lib")))
                .as("others may read the checkout")
                .isZero();
        home.write("windows.yaml", "windows:\n" + OneOffWindow.farAway(WINDOW).yaml());
        StringBuilder costs = new StringBuilder();
        Files.readAllLines(home.path("sandbox.properties")).stream()
                .filter(line -> line.startsWith("cost."))
                .forEach(line -> costs.append(line).append('\n'));
        account.costSettings()
                .forEach((key, value) ->
                        costs.append(key).append('=').append(value).append('\n'));
        Files.writeString(home.path("application.properties"), costs, StandardOpenOption.APPEND);
        // as the head of the unit says
        folder("work", SERVICE, SERVICE, "rwx--x---");
        folder("run", 0, 0, "rwxr-xr-x");
        folder("member", MEMBER, MEMBER, "rwx------");
        Files.writeString(home.path("member/FILE"), """
            30 9 * * 0 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            0 12 * * 0 aws ec2 stop-instances --instance-ids i-0123456789abcdef0
            """);
        wrapped = Files.createDirectories(home.path("unit/bin"));
        Path script = wrapped.resolve("lamplighter");
        Files.writeString(script, ShippedUnit.installedIn(home.path("")).script(SERVICE, SERVICE));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void close() {
        if (account != null) {
            account.close();
        }
    }

    private void folder(String name, int uid, int gid, String permissions) throws IOException {
        Path folder = Files.createDirectories(home.path(name));
        Files.setAttribute(folder, "unix:uid", uid);
        Files.setAttribute(folder, "unix:gid", gid);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aMemberOfTheGroupSaysEveryVerbAndAStrangerIsToldInOneLineThatHeMayNot() throws Exception {
        try (ServiceProcess service = start()) {
            expectConfined(service.pid());
            SoftAssertions softly = new SoftAssertions();
            List<String> commands = commands();
            List<ServiceHome.Ended> answers = inTurn(MEMBER, List.of(MEMBER, SERVICE), commands);
            for (int i = 0; i < commands.size(); i++) {
                ServiceHome.Ended answer = answers.get(i);
                softly.assertThat(answer.exitCode())
                        .as(commands.get(i) + ": " + answer.output())
                        .isZero();
                softly.assertThat(answer.output().isEmpty())
                        .as(commands.get(i) + " says nothing")
                        .isEqualTo(commands.get(i).equals("costs plan")); // nothing was delivered
            }
            softly.assertAll();
            assertThat(home.path("member/panel.png")).isNotEmptyFile();
            assertThat(as(MEMBER, List.of(MEMBER, SERVICE), "status").exitCode())
                    .as("the installed command itself")
                    .isZero();
            assertThat(as(MEMBER, List.of(MEMBER, SERVICE), "doctor").output())
                    .as("the doctor of a member is the service itself")
                    .anyMatch(line -> line.startsWith("ok       user  the service runs as " + SERVICE))
                    .anyMatch(line -> line.startsWith("ok       credentials  ")
                            && line.contains("found as user " + SERVICE + " in the environment"))
                    .contains("ok       ec2:StartInstances  allowed (a dry run)");
            expectToldThatHeMayNot(as(STRANGER, List.of(STRANGER), "status"));
            inTurn(STRANGER, List.of(STRANGER), STRANGERS).forEach(SecondUserIT::expectToldThatHeMayNot);
            assertThat(portsListenedOn(service.pid())).isEmpty();
            assertThat(service.isAlive()).isTrue();
        }
        assertThat(home.traces()).isEmpty();
    }

    private static void expectToldThatHeMayNot(ServiceHome.Ended answer) {
        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.output())
                .singleElement()
                .asString()
                .startsWith("CONFIG-015  /run/lamplighter/lamplighter.socket  ")
                .contains("the user " + STRANGER + " may not connect");
    }

    private ServiceProcess start() {
        ServiceProcess service = ServiceProcess.start(
                home.path("unit"),
                account.endpoints(),
                List.of(home.path("sandbox.properties"), home.path("test.properties")),
                Map.of(),
                Redirect.appendTo(home.path("service.log").toFile()));
        await().atMost(ServiceHome.LONGEST)
                .until(() -> Files.exists(home.path("run/lamplighter/lamplighter.socket")) || !service.isAlive());
        assertThat(service.isAlive()).as(home.log().toString()).isTrue();
        return service;
    }

    /** That the unit's wishes were carried out: else this test would show nothing. */
    private void expectConfined(long pid) throws IOException {
        assertThat(Files.readAllLines(Path.of("/proc", "" + pid, "status")))
                .contains("NoNewPrivs:\t1", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "Umask:\t0077")
                .anyMatch(line -> line.startsWith("Uid:\t" + SERVICE + "\t" + SERVICE));
        assertThat(Files.readAllLines(Path.of("/proc", "" + pid, "mounts")))
                .anyMatch(line -> line.startsWith("tmpfs /tmp "))
                .anyMatch(line -> line.contains(" " + home.path("") + " ") && line.contains(" ro,"))
                .anyMatch(line -> line.contains(" " + home.path("work") + " ") && line.contains(" rw,"));
        Path runtime = home.path("run/lamplighter");
        assertThat(Files.getAttribute(runtime, "unix:gid")).isEqualTo(SERVICE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime)))
                .isEqualTo("rwxr-x---");
    }

    /** Those of the README, in an order in which each can be carried out, and all that it says are there, too. */
    private static List<String> commands() throws IOException {
        ReadmeCommands readme = ReadmeCommands.read();
        List<String> commands = new ArrayList<>(List.of(
                "status",
                "status --json",
                "windows status",
                "windows why " + InitialFleet.MEDIA_SERVER,
                "windows report --month " + YearMonth.now(ZoneOffset.UTC),
                "windows skip " + WINDOW + " next --reason holiday",
                "windows unskip " + WINDOW + " next",
                "windows open " + WINDOW + " --for 20m --dry-run",
                "costs plan",
                "windows open " + WINDOW + " --for 20m --by ann"));
        readme.lines().stream().filter(SecondUserIT::asksAService).forEach(commands::add);
        commands.addAll(List.of(
                "windows close " + WINDOW + " --reason done",
                "windows hold " + InitialFleet.MEDIA_SERVER + " until 23:59",
                "windows release " + InitialFleet.MEDIA_SERVER));
        assertThat(readme.lines()).contains("windows next", "panel map", "windows extend sunday 30m");
        assertThat(readme.alsoThere().stream().filter(SecondUserIT::asksAService))
                .isNotEmpty()
                .allMatch(word -> commands.stream().anyMatch(command -> (command + " ").startsWith(word + " ")));
        return commands;
    }

    private static boolean asksAService(String line) {
        return ASK_NO_SERVICE.stream().noneMatch(line::startsWith);
    }

    /** The installed command, as a user of the machine runs it: the same {@code /run}, nothing said by the environment. */
    private ServiceHome.Ended as(int uid, List<Integer> groups, String command) throws Exception {
        return enter(uid, groups, home.path("bin/lamplighter") + " " + command, Path.of("/dev/null"));
    }

    /** The same, many of them, by the classes that the command runs and in one JVM: each start would take a second. */
    private List<ServiceHome.Ended> inTurn(int uid, List<Integer> groups, List<String> commands) throws Exception {
        Path said = home.path("commands");
        Files.write(said, commands);
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -Xmx96m -XX:+UseSerialGC "
                + StartArchive.options() + " -Dlamplighter.home=" + home.path("") + " -cp '" + home.path("lib") + "/*:"
                + Path.of("target/test-classes").toAbsolutePath() + "' " + CommandsInTurn.class.getName();
        List<ServiceHome.Ended> answers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : enter(uid, groups, java, said).output()) {
            if (line.startsWith(CommandsInTurn.EXIT)) {
                int code = Integer.parseInt(line.substring(CommandsInTurn.EXIT.length()));
                answers.add(new ServiceHome.Ended(code, List.copyOf(lines)));
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        assertThat(answers).as(lines.toString()).hasSameSizeAs(commands);
        return answers;
    }

    private ServiceHome.Ended enter(int uid, List<Integer> groups, String command, Path input) throws Exception {
        Path output = home.path("command.log");
        String script =
                "mount --make-rprivate /; mount --bind " + home.path("run") + " /run; exec setpriv --reuid=" + uid
                        + " --regid=" + uid + " --groups="
                        + String.join(",", groups.stream().map(String::valueOf).toList()) + " --inh-caps=-all "
                        + command;
        Process process = new ProcessBuilder("unshare", "--mount", "sh", "-ec", script)
                .directory(home.path(uid == MEMBER ? "member" : "").toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(ServiceHome.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return new ServiceHome.Ended(process.exitValue(), Files.readAllLines(output));
    }

    /** The process's own among all ports of its network namespace, which the stand-ins share. */
    private static List<String> portsListenedOn(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                sockets.add(
                        Files.exists(descriptor, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                                ? Files.readSymbolicLink(descriptor).toString()
                                : "");
            }
        }
        assertThat(sockets).anyMatch(target -> target.startsWith("socket:["));
        List<String> listening = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path file = process.resolve(table);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[3].equals(LISTENING) && sockets.contains("socket:[" + columns[9] + "]")) {
                    listening.add(line);
                }
            }
        }
        return listening;
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
