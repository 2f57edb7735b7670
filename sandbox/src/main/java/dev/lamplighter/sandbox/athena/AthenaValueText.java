package dev.lamplighter.sandbox.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as Athena's results do, from Trino's JSON. */
final class AthenaValueText {
    private AthenaValueText() {}

    /** The text of a value, null for null. */
    static @Nullable String of(TrinoType type, JsonNode value) {
        return value.isNull() ? null : text(type, value);
    }

    private static String text(TrinoType type, JsonNode value) {
        if (value.isNull()) {
            return "null";
        }
        return switch (type.base()) {
            case "double" -> value.isTextual() ? value.asText() : Double.toString(value.doubleValue());
            case "real" -> value.isTextual() ? value.asText() : Float.toString(value.floatValue());
            case "varbinary" -> hex(value);
            case "array" -> array(type, value);
            case "map" -> map(type, value);
            case "row" -> row(type, value);
            default -> value.asText();
        };
    }

    private static String hex(JsonNode base64) {
        try {
            List<String> pairs = new ArrayList<>();
            for (byte one : base64.binaryValue()) {
                pairs.add(String.format("%02x", one));
            }
            return String.join(" ", pairs);
        } catch (IOException failure) {
            throw new UncheckedIOException("not Base64: " + base64, failure);
        }
    }

    private static String array(TrinoType type, JsonNode value) {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(text(type.inner().get(0), item)));
        return "[" + String.join(", ", items) + "]";
    }

    /** Trino writes keys as JSON names, so as text whatever their type. */
    private static String map(TrinoType type, JsonNode value) {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            entries.add(entry.getKey() + "=" + text(type.inner().get(1), entry.getValue()));
        }
        return "{" + String.join(", ", entries) + "}";
    }

    private static String row(TrinoType type, JsonNode value) {
        List<String> fields = new ArrayList<>();
        for (int index = 0; index < value.size(); index++) {
            TrinoType inner = type.inner().get(index);
            String name = inner.field() == null ? "field" + index : inner.field();
            fields.add(name + "=" + text(inner, value.get(index)));
        }
        return "{" + String.join(", ", fields) + "}";
    }
}
