package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.HomeProperty;
import dev.lamplighter.app.Lamplighter;
import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.socket.LockedSocketFile;
import dev.lamplighter.app.socket.SocketLocation;
import dev.lamplighter.app.socket.VerbSocket;
import dev.lamplighter.app.verb.CdnVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.app.verb.WindowVerbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A command by the small client is the command: the same lines, the same exit code and the same calls; or nothing at all. */
final class CommandClientTest {
    /** Each command that the service carries out, with words that it takes; what they mean is up to the verbs. */
    private static final Map<String, List<String>> TAKEN = Map.ofEntries(
            Map.entry("status", List.of("", "--json")),
            Map.entry("reload", List.of("")),
            Map.entry("cdn point", List.of("E1 a.example.org --origin-id media --dry-run", "E1 a.example.org")),
            Map.entry("windows status", List.of("")),
            Map.entry("windows why", List.of("i-1", "i-1 --json", "refused", "refused --json", "told")),
            Map.entry("windows report", List.of("", "--month 2026-10", "--month 2026-10 --json")),
            Map.entry(
                    "windows open",
                    List.of("sunday --for 2h", "sunday --at tomorrow 9:30 --by Ann --reason snow", "refused --for 1h")),
            Map.entry("windows extend", List.of("sunday 30m", "sunday 30m --dry-run --no-wait")),
            Map.entry("windows close", List.of("sunday --reason \u00fcber")),
            Map.entry("windows skip", List.of("sunday next")),
            Map.entry("windows unskip", List.of("sunday 2026-12-24")),
            Map.entry("windows hold", List.of("i-1 until sunday 10:00", "i-1 20:00")),
            Map.entry("windows release", List.of("i-1")),
            Map.entry("windows orphans", List.of("")),
            Map.entry("windows terminate-orphan", List.of("i-1")));

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Process service;

    /** A process of its own, whose verbs note in the file calls who called what, and answer with it. */
    public static final class Pretender {
        private final Path calls;

        private Pretender(Path home) {
            calls = home.resolve("calls");
        }

        public static void main(String[] args) throws Exception {
            Path home = Path.of(args[0]);
            Path state = home.resolve("work");
            Verbs verbs = new Pretender(home).verbs();
            LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
            Verbs ofSocket = args[1].equals("earlier") ? verbs : TypedCommand.beside(verbs, new Lamplighter());
            try (VerbSocket socket = VerbSocket.listen(own, ofSocket, state, System::nanoTime)) {
                RunningService.announce(state, own.file());
                System.out.println("announced by " + socket.getClass().getSimpleName());
                int nothing = System.in.read();
                System.exit(nothing == -1 ? 0 : 1);
            }
        }

        private Verbs verbs() {
            WindowOperationsMXBean windows = (WindowOperationsMXBean) Proxy.newProxyInstance(
                    WindowOperationsMXBean.class.getClassLoader(),
                    new Class<?>[] {WindowOperationsMXBean.class},
                    (proxy, method, values) -> {
                        List<String> lines = called(method.getName() + " " + Arrays.toString(values));
                        return method.getReturnType() == String.class ? "{\"lines\":\"" + lines.get(0) + "\"}" : lines;
                    });
            List<Verb> verbs = new ArrayList<>(WindowVerbs.of(windows));
            verbs.addAll(CdnVerbs.of((distribution, origin, originId, dryRun) ->
                    called(distribution + " " + origin + " [" + originId + "] " + dryRun)));
            verbs.add(new Verb("reload", Effect.ACTS, "Reloads.", List.of(), given -> called("reload")));
            verbs.add(new Verb("status-json", Effect.ASKS, "Status.", List.of(), given -> {
                called("status");
                return List.of(
                        "{\"costs\":{\"enabled\":false},\"messages\":{\"places\":[\"mail\"],\"troubles\":[{\"place\":"
                                + "\"mail\",\"problem\":{\"code\":\"CONFIG-090\",\"what\":\"a\",\"why\":\"b\",\"fix\":\"c\"}}]}}");
            }));
            return new Verbs(verbs);
        }

        private List<String> called(String what) {
            try {
                Files.writeString(calls, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Problem problem = new Problem(WindowProblemCode.NO_SUCH_INSTANCE, "refused", "no", "none", "another");
            if (what.contains("refused")) {
                throw new ProblemException(problem);
            }
            return what.contains("told")
                    ? List.of("first \u001b[31m", problem.line(), "last")
                    : List.of(what.replace('"', ' '), "\tsecond  line");
        }
    }

    @BeforeEach
    void home() throws IOException {
        property.set(home);
        Files.createDirectories(home.resolve("work"));
        Files.writeString(home.resolve("application.properties"), "# ours\nstate.folder = work\ncost.enabled=no\n");
    }

    private void begin(String version) throws IOException {
        service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pretender.class.getName(),
                        home.toString(),
                        version)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(service.inputReader().readLine()).startsWith("announced");
    }

    @AfterEach
    void end() {
        if (service != null) {
            service.destroyForcibly();
        }
    }

    /** What a command has printed and done. */
    private record Seen(int exitCode, String out, String err, String calls) {}

    private String calls() throws IOException {
        Path calls = home.resolve("calls");
        String made = Files.exists(calls) ? Files.readString(calls) : "";
        Files.deleteIfExists(calls);
        return made;
    }

    private Seen byTheClient(String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = CommandClient.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words);
        return new Seen(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), calls());
    }

    private Seen whole(String... words) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = new Lamplighter().of(words[0]);
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Seen(commandLine.execute(words), out.toString(), err.toString(), calls());
    }

    private static String[] words(String command, String more) {
        return (command + " " + more).strip().split(" ");
    }

    @Test
    void everyCommandPrintsAndDoesTheSame() throws IOException {
        begin("this");

        for (Map.Entry<String, List<String>> command : TAKEN.entrySet()) {
            for (String more : command.getValue()) {
                Seen seen = byTheClient(words(command.getKey(), more));

                assertThat(seen).as(command.getKey() + " " + more).isEqualTo(whole(words(command.getKey(), more)));
                assertThat(seen.calls()).as(command.getKey() + " " + more).isNotEmpty();
            }
        }
    }

    @Test
    void theCommandsAreThoseThatOnlyNeedTheService() {
        assertThat(TAKEN.keySet()).isEqualTo(marked(new Lamplighter().of(""), new TreeSet<>()));
    }

    private static Set<String> marked(CommandLine commandLine, Set<String> names) {
        commandLine.getSubcommands().values().forEach(sub -> marked(sub, names));
        if (commandLine.getCommandSpec().mixins().values().stream()
                .anyMatch(mixin -> mixin.userObject() instanceof RunningServiceMixin)) {
            names.add(commandLine.getCommandSpec().qualifiedName().replaceFirst("^lamplighter ", ""));
        }
        return names;
    }

    @Test
    void theLauncherTriesTheClientForEachOfThemAndForNoOther() throws IOException {
        String function = Files.readString(Path.of("bin/lamplighter"))
                .split("ask_service\\(\\) \\{\n", 2)[1]
                .split("esac", 2)[0];
        Set<String> tried = new TreeSet<>();
        Matcher pattern = Pattern.compile("([a-z-]+)\\\\ ([a-z-]+|\\*)").matcher(function);
        while (pattern.find()) {
            tried.add((pattern.group(1) + " " + pattern.group(2)).replace(" *", ""));
        }

        assertThat(tried).isEqualTo(new TreeSet<>(TAKEN.keySet()));
    }

    @Test
    void whatTheServiceDoesNotTakeIsLeftToTheWholeProgramAndNothingIsDone() throws IOException {
        begin("this");
        Files.writeString(home.resolve("words"), "status");

        for (String words : List.of(
                "windows",
                "windows open",
                "windows open sunday 9:30",
                "windows clos sunday",
                "windows close sunday --twice",
                "windows close --help",
                "windows --version",
                "windows close sunday --trace",
                "windows close sunday --properties " + home.resolve("application.properties"),
                "windows next",
                "windows validate " + home.resolve("words"),
                "costs report",
                "config",
                "page",
                "no-such-command",
                "@" + home.resolve("words"))) {
            assertThat(byTheClient(words.split(" "))).as(words).isEqualTo(new Seen(CommandClient.NOT_HERE, "", "", ""));
        }
        assertThat(byTheClient("windows", "close", "sun\nday").exitCode()).isEqualTo(CommandClient.NOT_HERE);
    }

    @Test
    void withoutAServiceOrWithOneOfAnEarlierVersionTheWholeProgramIsNeeded() throws IOException {
        assertThat(byTheClient("status")).isEqualTo(new Seen(CommandClient.NOT_HERE, "", "", ""));

        begin("earlier");

        assertThat(byTheClient("windows", "close", "sunday")).isEqualTo(new Seen(CommandClient.NOT_HERE, "", "", ""));
    }

    /** Nobody could say whether the command was carried out: it is not tried again. */
    @Test
    void aServiceThatIsGoneIsToldAsTheWholeProgramTellsIt() throws IOException {
        begin("this");
        Path socket = SocketLocation.of(home.resolve("work"), Map.of()).file();
        Files.delete(socket);

        for (String words : List.of("status", "windows why i-1", "windows why i-1 --json", "status --json")) {
            Seen seen = byTheClient(words.split(" "));

            assertThat(seen).as(words).isEqualTo(whole(words.split(" ")));
            assertThat(seen.err()).startsWith("CONFIG-").contains("its socket is gone");
        }
    }
}
