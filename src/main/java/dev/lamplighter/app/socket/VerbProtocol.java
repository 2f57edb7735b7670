package dev.lamplighter.app.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.ByteArrayOutputStream;
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
    /** For what a client writes and mostly reads: binding would take it longer to load than all else. */
    private static final JsonFactory STREAM = new JsonFactory();

    private VerbProtocol() {}

    /**
     * A request.
     *
     * @param state the folder of the service that is meant; empty for any
     */
    record Request(String verb, Map<String, String> values, String state) {
        byte[] line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try (JsonGenerator json = STREAM.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField("verb", verb);
                json.writeStringField("state", state);
                json.writeObjectFieldStart("values");
                for (Map.Entry<String, String> value : values.entrySet()) {
                    json.writeStringField(value.getKey(), value.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
                json.writeRaw('\n');
            }
            return line.toByteArray();
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
        ObjectNode answer = Binding.JSON.createObjectNode();
        answer.set("lines", Binding.JSON.valueToTree(lines));
        return line(answer);
    }

    static byte[] problem(Problem problem) throws IOException {
        ObjectNode answer = Binding.JSON.createObjectNode();
        answer.set("problem", Binding.JSON.valueToTree(problem));
        return line(answer);
    }

    static byte[] refused(String why) throws IOException {
        return line(Binding.JSON.createObjectNode().put("refused", why));
    }

    /**
     * Reads the lines of an answer.
     *
     * @throws ProblemException the problem with which the service refuses
     * @throws IOException for any other failure that it reports
     */
    static List<String> answer(byte[] line) throws IOException {
        try (JsonParser json = STREAM.createParser(line)) {
            if (json.nextToken() == JsonToken.START_OBJECT
                    && "lines".equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.START_ARRAY) {
                List<String> lines = new ArrayList<>();
                for (String text = json.nextTextValue(); text != null; text = json.nextTextValue()) {
                    lines.add(text);
                }
                return lines;
            }
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
        throw refusal(json(line));
    }

    /** What an answer without lines means. */
    private static IOException refusal(JsonNode answer) throws IOException {
        if (answer.has("problem")) {
            throw new ProblemException(Binding.JSON.treeToValue(answer.get("problem"), Problem.class));
        }
        return new IOException(answer.path("refused").asText("this is not the answer of a service"));
    }

    private static JsonNode json(byte[] line) throws IOException {
        try {
            JsonNode read = Binding.JSON.readTree(line);
            return read == null ? Binding.JSON.createObjectNode() : read;
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private static IOException notJson(JsonProcessingException e) {
        return new IOException("not JSON: " + e.getOriginalMessage(), e);
    }

    private static byte[] line(ObjectNode node) throws IOException {
        return (Binding.JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Holds the mapper, which is loaded at its first use. */
    private static final class Binding {
        private static final ObjectMapper JSON = new ObjectMapper();
    }
}
