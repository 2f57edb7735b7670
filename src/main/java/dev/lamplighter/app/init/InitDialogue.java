package dev.lamplighter.app.init;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a question until its answer can be taken. */
public final class InitDialogue {
    private final Function<String, @Nullable String> ask;
    private final Consumer<String> say;

    /**
     * Makes one.
     *
     * @param ask prints a question and returns a line; null at the end of the input
     * @param say prints why an answer can't be taken
     */
    public InitDialogue(Function<String, @Nullable String> ask, Consumer<String> say) {
        this.ask = ask;
        this.say = say;
    }

    /** Has the question answered; at the end of the input its default holds. */
    public void answer(InitQuestion question, InitAnswers answers) {
        while (true) {
            String line = ask.apply(question.text());
            if (line == null) {
                say.accept(question.unasked());
                return;
            }
            Optional<String> refused = answers.take(question, line);
            if (refused.isEmpty()) {
                return;
            }
            say.accept(refused.get());
        }
    }
}
