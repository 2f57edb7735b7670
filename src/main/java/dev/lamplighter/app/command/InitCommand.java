package dev.lamplighter.app.command;

import dev.lamplighter.app.init.InitAnswers;
import dev.lamplighter.app.init.InitDialogue;
import dev.lamplighter.app.init.InitFiles;
import dev.lamplighter.app.init.InitQuestion;
import dev.lamplighter.app.settings.ProgramDirectory;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the first application.properties and windows.yaml from five answers: {@code lamplighter init}. */
@Command(
        name = "init",
        description = {
            "Asks five questions and writes application.properties and windows.yaml, with all comments, as check wants"
                    + " them.",
            "An option answers its question beforehand. Without a terminal nothing is asked, and defaults hold for the"
                    + " rest. What somebody has written is never changed: then each such file is named, and none is"
                    + " written."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "1:a file is in the way", "2:an option can't be used"})
public final class InitCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--panel", paramLabel = "TYPE", description = "As panel.type; default auto.")
    private @Nullable String panel;

    @Option(names = "--region", paramLabel = "REGION", description = "Of AWS, as in eu-west-1.")
    private @Nullable String region;

    @Option(names = "--profile", paramLabel = "NAME", description = "Of ~/.aws, if not the default one; with --region.")
    private @Nullable String profile;

    @Option(
            names = "--window",
            paramLabel = "WHEN",
            description =
                    "Days, times and instances in one word: \"Sunday 09:30-12:00 i-0123456789abcdef0\"; \"\" for none.")
    private @Nullable String window;

    @Option(
            names = "--mail",
            paramLabel = "ADDRESS",
            description = "Whom to tell of alerts, and the mail server: \"ann@example.org smtp.example.org:587\".")
    private @Nullable String mail;

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "A web hook to tell of alerts, as of Slack or Discord.")
    private @Nullable String webhook;

    @Option(names = "--costs", negatable = true, description = "Whether cost reports are to be published.")
    private @Nullable Boolean costs;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where to write; default the folder of application.properties in use.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        InitAnswers answers = new InitAnswers(InstantSource.system().instant(), ZoneId.systemDefault());
        Path target = folder == null ? Path.of(System.getProperty("lamplighter.home", "")) : folder;
        List<Problem> inTheWay = new InitFiles(target.toAbsolutePath().normalize(), answers).inTheWay();
        if (!inTheWay.isEmpty()) {
            inTheWay.forEach(problem -> spec.commandLine().getErr().println(problem.line()));
            spec.commandLine().getErr().flush();
            return 1;
        }
        answer(answers);
        tell(new InitFiles(target.toAbsolutePath().normalize(), answers).write(), answers);
        return 0;
    }

    private void answer(InitAnswers answers) throws IOException {
        Map<InitQuestion, String> given = given();
        given.forEach((question, answer) -> answers.take(question, answer).ifPresent(why -> {
            throw new ParameterException(spec.commandLine(), "\"" + answer + "\": " + why);
        }));
        if (told() > 1) { // both are set, one after the other
            answers.take(InitQuestion.TOLD, String.valueOf(webhook)).ifPresent(why -> {
                throw new ParameterException(spec.commandLine(), "--webhook: " + why);
            });
        }
        boolean asks = Terminal.isInput();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        InitDialogue dialogue = new InitDialogue(question -> line(in, question), this::say);
        for (InitQuestion question : InitQuestion.values()) {
            if (given.containsKey(question)) {
                continue;
            }
            if (asks) {
                dialogue.answer(question, answers);
            } else {
                answers.take(question, "");
                say(question.unasked());
            }
        }
    }

    private int told() {
        return (mail == null ? 0 : 1) + (webhook == null ? 0 : 1);
    }

    private Map<InitQuestion, String> given() {
        if (profile != null && region == null) {
            throw new ParameterException(spec.commandLine(), "--profile needs --region");
        }
        Map<InitQuestion, String> given = new EnumMap<>(InitQuestion.class);
        Optional.ofNullable(panel).ifPresent(type -> given.put(InitQuestion.PANEL, type));
        Optional.ofNullable(region)
                .ifPresent(name -> given.put(InitQuestion.REGION, profile == null ? name : name + " " + profile));
        Optional.ofNullable(window).ifPresent(when -> given.put(InitQuestion.WINDOW, when));
        Optional.ofNullable(webhook).ifPresent(url -> given.put(InitQuestion.TOLD, url));
        Optional.ofNullable(mail).ifPresent(address -> given.put(InitQuestion.TOLD, address));
        Optional.ofNullable(costs).ifPresent(on -> given.put(InitQuestion.COSTS, on ? "yes" : "no"));
        return given;
    }

    private @Nullable String line(BufferedReader in, String question) {
        spec.commandLine().getOut().print(question);
        spec.commandLine().getOut().flush();
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private void tell(List<Path> written, InitAnswers answers) {
        String command = ProgramDirectory.find().command();
        written.forEach(file -> say("written: " + file));
        if (answers.settings().containsKey("alerts.webhook.url")) {
            say("the address of the web hook is a secret: let only the service's user read " + written.get(0));
        }
        if (answers.isCosts()) {
            say("costs are off until you fill in the five settings that " + written.get(0)
                    + " names above cost.enabled");
        }
        say("next: " + command + " check, " + command + " doctor, then " + command + " run");
    }
}
