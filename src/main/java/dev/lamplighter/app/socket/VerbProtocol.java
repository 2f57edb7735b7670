package dev.lamplighter.app.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes the two lines of the protocol, the request and the answer. A line is JSON in UTF-8 and ends with a line
 * feed, which JSON itself never contains.
 */
final class VerbProtocol {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VerbProtocol() {}

    /**
     * A request.
     *
     * @param state the folder of the service that is meant; empty for any
     */
    record Request(String verb, Map<String, String> values, String state) {
        byte[] line() throws IOException {
            ObjectNode request = JSON.createObjectNode();
            request.put("verb", verb).put("state", state).set("values", JSON.valueToTree(values));
            return VerbProtocol.line(request);
        }

        /**
         * Reads a request.
         *
         * @throws IOException whose message says what is wrong with it
         */
        static Request read(byte[] line) throws IOException {
            JsonNode request = json(line);
            JsonNode verb = request.path("verb");
            JsonNode values = request.path("values");
            if (!verb.isTextual() || !(values.isObject() || values.isMissingNode())) {
                throw new IOException(
                        "send one line as in {\"verb\": \"windows why\", \"values\": {\"instance\": \"i-0\"}}");
            }
            Map<String, String> read = new TreeMap<>();
            values.properties()
                    .forEach(value -> read.put(
                            value.getKey(),
                            value.getValue().isNull() ? "" : value.getValue().asText()));
            return new Request(verb.asText(), read, request.path("state").asText());
        }
    }

    static byte[] lines(List<String> lines) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("lines", JSON.valueToTree(lines));
        return line(answer);
    }

    static byte[] problem(Problem problem) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("problem", JSON.valueToTree(problem));
        return line(answer);
    }

    static byte[] refused(String why) throws IOException {
        return line(JSON.createObjectNode().put("refused", why));
    }

    /**
     * Reads the lines of an answer.
     *
     * @throws ProblemException the problem with which the service refuses
     * @throws IOException for any other failure that it reports
     */
    static List<String> answer(byte[] line) throws IOException {
        JsonNode answer = json(line);
        if (answer.has("problem")) {
            throw new ProblemException(JSON.treeToValue(answer.get("problem"), Problem.class));
        }
        if (!answer.path("lines").isArray()) {
            throw new IOException(answer.path("refused").asText("this is not the answer of a service"));
        }
        List<String> lines = new ArrayList<>();
        answer.get("lines").forEach(text -> lines.add(text.asText()));
        return lines;
    }

    private static JsonNode json(byte[] line) throws IOException {
        try {
            JsonNode read = JSON.readTree(line);
            return read == null ? JSON.createObjectNode() : read;
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] line(ObjectNode node) throws IOException {
        return (JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
