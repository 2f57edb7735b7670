package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ExplainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int explain(String... words) {
        return new CommandLine(new ExplainCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @Test
    void aCodeIsExplainedWithWhyMeanwhileFixAndAnExample() {
        assertThat(explain("WINDOW-110")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "WINDOW-110  No window of this name can be used.",
                        "",
                        "why        The name is misspelt, or the window is set aside because of a mistake.",
                        "meanwhile  Nothing happens.",
                        "fix        Use a name that windows status lists; lamplighter check shows the mistakes.",
                        "",
                        "A line, for example:",
                        "WINDOW-110  servise  no such window: windows.yaml declares no usable window of this name; fix: did"
                                + " you mean service?");
    }

    @Test
    void smallLettersWillDo() {
        assertThat(explain("cost-005")).isZero();

        assertThat(out.toString()).startsWith("COST-005  A file that a manifest names is not there.");
    }

    @Test
    void noLineOfAPageIsWiderThanATerminalButTheExample() {
        assertThat(explain("WINDOW-170")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.length() <= 100);
        assertThat(lines).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void anUnknownCodeIsRefusedWithTheNearest() {
        assertThat(explain("WINDOW-1111")).isEqualTo(2);

        assertThat(err.toString()).startsWith("no such code \"WINDOW-1111\"; did you mean WINDOW-111?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatIsNoCodeAtAllIsToldWhereTheyAre() {
        assertThat(explain("something")).isEqualTo(2);

        assertThat(err.toString()).startsWith("no such code \"something\"; lamplighter explain lists all");
    }

    @Test
    void withoutACodeAllAreListed() {
        assertThat(explain()).isZero();

        assertThat(out.toString().lines())
                .contains("AWS-001  Something other than AWS answered a call.")
                .hasSizeGreaterThan(220)
                .allMatch(line -> line.matches("[A-Z]+-\\d{3}  \\S.*[.]"));
    }

    @Test
    void aKeyIsNeverBroken() {
        assertThat(explain("COST-147")).isZero();

        assertThat(out.toString().lines())
                .contains("fix        Nothing, if it passes by itself; otherwise give the machine more, or lower")
                .contains("           cost.convert.heap.");
    }
}
