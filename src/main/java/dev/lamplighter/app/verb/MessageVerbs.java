package dev.lamplighter.app.verb;

import dev.lamplighter.app.verb.Verb.Effect;
import java.util.List;
import java.util.function.Supplier;

/** Declares the verb that tries where alerts go. */
public final class MessageVerbs {
    private MessageVerbs() {}

    /**
     * The verb.
     *
     * @param test sends to every place and says what came of it
     */
    public static List<Verb> of(Supplier<List<String>> test) {
        return List.of(new Verb(
                "alerts test",
                Effect.WORKS,
                "Sends a message by mail and web hook, as far as they are set, and says what each answers.",
                List.of(),
                verbArguments -> test.get()));
    }
}
