package dev.lamplighter.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Makes the one JSON object that a command with {@code --json} prints in every case: the answer of a verb with the problems
 * that are also on standard error, or the problems alone. See docs/reference/json.md.
 */
public final class JsonAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonAnswer() {}

    /** The answer of a verb, one JSON object in {@code lines}, with the problems added to it. */
    static String of(List<String> lines, List<Problem> problems) throws JsonProcessingException {
        return with((ObjectNode) JSON.readTree(String.join("\n", lines)), problems);
    }

    /** An object with the problems added to it. */
    static String with(ObjectNode answer, List<Problem> problems) {
        answer.set("problems", JSON.valueToTree(problems));
        return answer.toString();
    }

    /** An object with problems only, for a call without an answer. */
    public static String refused(List<Problem> problems) {
        return with(JSON.createObjectNode(), problems);
    }
}
