package dev.lamplighter.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Makes the one object of JSON that a command with {@code --json} prints, whatever happens: the answer of a verb with the
 * problems that standard error tells, or these alone. See docs/reference/json.md.
 */
public final class JsonAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonAnswer() {}

    /** An answer of a verb, which is one object, with problems beside it. */
    static String of(List<String> lines, List<Problem> problems) throws JsonProcessingException {
        return with((ObjectNode) JSON.readTree(String.join("\n", lines)), problems);
    }

    /** An object with problems beside it. */
    static String with(ObjectNode answer, List<Problem> problems) {
        answer.set("problems", JSON.valueToTree(problems));
        return answer.toString();
    }

    /** Problems for which there is no answer. */
    public static String refused(List<Problem> problems) {
        return with(JSON.createObjectNode(), problems);
    }
}
