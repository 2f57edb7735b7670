package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.socket.LockedSocketFile;
import dev.lamplighter.app.socket.SocketLocation;
import dev.lamplighter.app.socket.VerbSocket;
import dev.lamplighter.app.verb.CdnVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.app.verb.WindowVerbs;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands that ask the running service: what they send to its socket, and what becomes of the answer. */
final class CommandsOfTheServiceTest {
    private static final String WOULD =
            "WINDOW-128  sunday/origin  EC2 would refuse to launch it: InvalidAMIID; fix: name one";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init") // set by begin()
    private Process service;

    /** A process of its own that answers as the service does: of EC2 what the second argument says, of CloudFront what it hears. */
    public static final class Pretender {
        public static void main(String[] args) throws Exception {
            Path state = Path.of(args[0]);
            WindowOperationsMXBean windows = (WindowOperationsMXBean) Proxy.newProxyInstance(
                    WindowOperationsMXBean.class.getClassLoader(),
                    new Class<?>[] {WindowOperationsMXBean.class},
                    (proxy, method, values) -> method.getName().equals("validateLaunches")
                            ? List.of(args).subList(1, args.length)
                            : List.of());
            List<Verb> verbs = new ArrayList<>(WindowVerbs.of(windows));
            verbs.addAll(CdnVerbs.of((distribution, origin, originId, dryRun) ->
                    List.of(distribution + " " + origin + " [" + originId + "] " + dryRun)));
            LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
            try (VerbSocket socket = VerbSocket.listen(own, new Verbs(verbs), state, System::nanoTime)) {
                RunningService.announce(state, own.file());
                System.out.println("announced by " + socket.getClass().getSimpleName());
                int nothing = System.in.read();
                RunningService.retract(state);
                System.exit(nothing == -1 ? 0 : 1);
            }
        }
    }

    private void begin(String... answer) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Pretender.class.getName(),
                state.toString()));
        command.addAll(List.of(answer));
        service = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(service.inputReader().readLine()).startsWith("announced");
    }

    @BeforeEach
    void settings() throws IOException {
        Path windows = Files.writeString(state.resolve("windows.yaml"), """
            windows:
              - name: sunday
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                launch: [{slot: origin, image: ami-0123456789abcdef0, type: c7i.large}]
            """);
        Files.writeString(state.resolve("my.properties"), "state.folder=" + state + "\nwindows.file=" + windows + "\n");
    }

    @AfterEach
    void end() {
        service.destroyForcibly();
    }

    private int execute(Object command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--properties", state.resolve("my.properties").toString()));
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void validateWithAwsHasTheServiceAskEc2AndFailsIfItWouldRefuse() throws IOException {
        begin(WOULD, "EC2 was asked about 1 machine, 1 problem");

        assertThat(execute(new WindowsCommand(), "validate", "--aws")).isEqualTo(1);

        assertThat(out.toString()).contains("1 window, 0 problems", WOULD, "EC2 was asked about 1 machine, 1 problem");
    }

    @Test
    void validateWithAwsIsContentIfEc2WouldLaunch() throws IOException {
        begin("EC2 was asked about 1 machine, 0 problems");

        assertThat(execute(new WindowsCommand(), "validate", "--aws"))
                .as("%s %s", out, err)
                .isZero();
    }

    @Test
    void cdnPointSendsWhatWasSaid() throws IOException {
        begin();

        assertThat(execute(
                        new CdnCommand(),
                        "point",
                        "E1A2B3C4D5E6F7",
                        "origin.example.org",
                        "--origin-id",
                        "media",
                        "--dry-run"))
                .isZero();
        assertThat(execute(new CdnCommand(), "point", "E1A2B3C4D5E6F7", "origin.example.org"))
                .isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "E1A2B3C4D5E6F7 origin.example.org [media] true", "E1A2B3C4D5E6F7 origin.example.org [] false");
    }
}
