package dev.lamplighter.sandbox.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses a type of Trino's.
 *
 * @param base without parameters: {@code decimal}, {@code array}, {@code timestamp with time zone}
 * @param field the name of this part within a row type, null elsewhere
 * @param inner element, key and value, or field types
 * @param numbers length, or precision and scale
 */
record TrinoType(String base, @Nullable String field, List<TrinoType> inner, List<Long> numbers) {
    TrinoType {
        inner = List.copyOf(inner);
        numbers = List.copyOf(numbers);
    }

    static TrinoType of(JsonNode signature, @Nullable String field) {
        List<TrinoType> inner = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (JsonNode argument : signature.path("arguments")) {
            JsonNode value = argument.path("value");
            switch (argument.path("kind").asText()) {
                case "TYPE" -> inner.add(of(value, null));
                case "NAMED_TYPE" ->
                    inner.add(of(
                            value.path("typeSignature"),
                            value.path("fieldName").path("name").asText(null)));
                case "LONG" -> numbers.add(value.asLong());
                default -> throw new IllegalArgumentException("unknown type argument " + argument);
            }
        }
        return new TrinoType(signature.path("rawType").asText(), field, inner, numbers);
    }

    int number(int index, int otherwise) {
        return index < numbers.size() ? (int) Math.min(numbers.get(index), Integer.MAX_VALUE) : otherwise;
    }
}
