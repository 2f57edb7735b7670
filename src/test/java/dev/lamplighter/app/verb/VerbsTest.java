package dev.lamplighter.app.verb;

import static dev.lamplighter.app.verb.VerbArgument.needed;
import static dev.lamplighter.app.verb.VerbArgument.optional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.base.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every door relies on. */
final class VerbsTest {
    private static final Caller SOMEBODY = new Caller("http", "");

    private final Verbs verbs = new Verbs(List.of(
            new Verb(
                    "windows say",
                    Effect.ACTS,
                    "Says.",
                    List.of(
                            needed("window", Kind.NAME, "a"),
                            optional("reason", Kind.TEXT, "b"),
                            optional("crontab", Kind.CONTENT, "c"),
                            optional("dryRun", Kind.FLAG, "d"),
                            optional("n", Kind.COUNT, "e"),
                            optional("by", Kind.NAME, "f")),
                    verbArguments -> List.of(
                            verbArguments.text("window") + verbArguments.flag("dryRun") + verbArguments.count("n", 7)
                                    + " by " + verbArguments.author() + ": " + verbArguments.reason())),
            new Verb(
                    "costs flood",
                    Effect.ASKS,
                    "Answers too much.",
                    List.of(),
                    verbArguments -> Collections.nCopies(100, "x".repeat(Verbs.LARGEST_ANSWER / 50))),
            new Verb("costs break", Effect.ASKS, "Breaks.", List.of(), verbArguments -> {
                throw new IllegalAccessError("no such class");
            })));

    private List<String> say(Map<String, String> values) throws Exception {
        return verbs.call("windows say", values, SOMEBODY);
    }

    @Test
    void everyValueIsBoundedBeforeTheVerbSeesIt() throws Exception {
        assertThat(say(Map.of("window", "w", "n", "9999", "dryRun", "true"))).containsExactly("wtrue9999 by : ");
        assertThat(say(Map.of("window", "w".repeat(200), "reason", "r".repeat(500), "crontab", "c".repeat(65_536))))
                .hasSize(1);
        for (Map<String, String> values : List.of(
                Map.of("window", "w".repeat(201)),
                Map.of("window", "w", "reason", "r".repeat(501)),
                Map.of("window", "w", "crontab", "c".repeat(65_537)),
                Map.of("window", "w", "dryRun", "yes"),
                Map.of("window", "w", "n", "0"),
                Map.of("window", "w", "n", "10000"),
                Map.of("window", "w", "n", "-1"),
                Map.of("window", "w", "by", "b".repeat(201)),
                Map.of("window", "w", "u".repeat(10_000), "x"),
                Map.of("window", " "),
                Map.<String, String>of())) {
            assertThatThrownBy(() -> say(values))
                    .as(values.toString())
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("WINDOW-141  ")
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsCutAndSaysSo() throws Exception {
        List<String> answer = verbs.call("costs flood", Map.of(), SOMEBODY);

        assertThat(answer).hasSize(50).last().isEqualTo("... cut here: 51 more of 100 lines");
    }

    @Test
    void aVerbThatEndsInAnErrorFailsInsteadOfLeavingItsCallerToWait() {
        assertThatThrownBy(() -> verbs.call("costs break", Map.of(), SOMEBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect: java.lang.IllegalAccessError: no such class");
    }

    @Test
    void anUnknownVerbIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> verbs.call("windows sing", Map.of(), SOMEBODY))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "CONFIG-035  windows sing  no such verb: the verbs are windows say, costs flood, costs break");
    }

    @Test
    void whomTheOperatingSystemKnowsCannotPassForAnother() throws Exception {
        Caller ann = new Caller("socket", "ann");
        assertThat(verbs.call("windows say", Map.of("window", "w"), ann)).containsExactly("wfalse7 by ann: ");
        assertThat(verbs.call("windows say", Map.of("window", "w", "by", "bob"), ann))
                .containsExactly("wfalse7 by bob: no reason given (login ann)");
        assertThat(say(Map.of("window", "w", "by", "bob"))).containsExactly("wfalse7 by bob: ");
    }
}
