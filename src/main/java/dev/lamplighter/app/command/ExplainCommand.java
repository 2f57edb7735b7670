package dev.lamplighter.app.command;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.code.ProblemCodes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Explains what a code means and what to do about it: {@code lamplighter explain}. It reads no settings and makes no calls.
 */
@Command(
        name = "explain",
        description = "Explains a code: what it means, how it comes about and what to do. Without a code it lists all.",
        footer = {"", "Example: lamplighter explain WINDOW-111"},
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private static final int LABEL = 11;
    private static final int WIDTH = 100;

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "As it stands at the beginning of a line, as in WINDOW-111; small letters will do.")
    private @Nullable String code;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String written = code;
        if (written == null) {
            ProblemCodes.all().forEach(each -> out.println(each.text() + "  " + each.what()));
        } else {
            print(ProblemCodes.find(written).orElseThrow(() -> unknown(written)), out);
        }
        out.flush();
        return 0;
    }

    private static void print(ProblemCode asked, PrintWriter out) {
        out.println(asked.text() + "  " + asked.what());
        out.println();
        print("why", asked.why(), out);
        print("meanwhile", asked.meanwhile(), out);
        print("fix", asked.fix(), out);
        out.println();
        out.println("A line, for example:");
        out.println(asked.example());
    }

    /** Prints a paragraph with its label. Lines are broken at blanks only, so that keys and file names can be copied. */
    private static void print(String label, String text, PrintWriter out) {
        StringBuilder line = new StringBuilder(label);
        line.append(" ".repeat(LABEL - label.length() - 1));
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(" ".repeat(LABEL - 1));
            }
            line.append(' ').append(word);
        }
        out.println(line);
    }

    private ParameterException unknown(String written) {
        return new ParameterException(
                spec.commandLine(),
                "no such code \"" + written + "\"; "
                        + Suggestion.nearest(
                                        written,
                                        ProblemCodes.all().stream()
                                                .map(ProblemCode::text)
                                                .toList())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("lamplighter explain lists all"));
    }
}
