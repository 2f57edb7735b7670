package dev.lamplighter.sandbox.athena;

import com.fasterxml.jackson.databind.JsonNode;

/** Describes a result column: its name and how its values are written. */
record TrinoColumn(String name, TrinoType type) {
    /** One of an answer's columns, as io.trino.client.Column is written. */
    static TrinoColumn of(JsonNode column) {
        return new TrinoColumn(column.path("name").asText(), TrinoType.of(column.path("typeSignature"), null));
    }
}
