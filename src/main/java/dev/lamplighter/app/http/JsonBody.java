package dev.lamplighter.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the values of a request from its body, one object of JSON. */
final class JsonBody {
    /** In bytes: room for a long crontab, and far less than the heap. */
    private static final int LARGEST = 64 * 1024;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonBody() {}

    static Map<String, String> of(HttpExchange exchange) throws ResponseStatusException, IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ResponseStatusException(415, "send application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ResponseStatusException(413, "larger than " + LARGEST + " bytes");
        }
        Map<String, String> values = new TreeMap<>();
        try {
            JsonNode object = JSON.readTree(body);
            if (object == null || !object.isObject()) {
                throw new ResponseStatusException(400, "send one JSON object");
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!field.getValue().isValueNode() || field.getValue().isNull()) {
                    throw new ResponseStatusException(400, field.getKey() + " is neither text, number, true nor false");
                }
                values.put(field.getKey(), field.getValue().asText());
            }
        } catch (JsonProcessingException e) {
            throw new ResponseStatusException(400, "not JSON: " + e.getOriginalMessage());
        }
        return values;
    }
}
