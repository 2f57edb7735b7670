package dev.lamplighter.sandbox.athena;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one statement by Trino's client protocol ("Client REST API", Trino documentation): post, then follow
 * {@code nextUri} until there is none; deleting it cancels. One thread reads, any thread may cancel.
 */
final class TrinoStatementClient {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String CATALOG = "awsdatacatalog";
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final HttpClient http;
    private List<TrinoColumn> columns = List.of();
    private List<JsonNode> rows = List.of();
    private volatile @Nullable URI next;
    private long physicalInputBytes;

    private TrinoStatementClient(HttpClient http) {
        this.http = http;
    }

    static TrinoStatementClient submit(
            HttpClient http, URI server, String sql, String database, Map<String, String> session) {
        TrinoStatementClient query = new TrinoStatementClient(http);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/v1/statement"))
                .timeout(ANSWER)
                .header("X-Trino-User", "athena")
                .header("X-Trino-Source", "athena-stand-in")
                .header("X-Trino-Catalog", CATALOG)
                .header("X-Trino-Schema", database)
                .header("X-Trino-Time-Zone", "UTC")
                .POST(HttpRequest.BodyPublishers.ofString(sql, StandardCharsets.UTF_8));
        session.forEach((name, value) -> request.header("X-Trino-Session", CATALOG + "." + name + "=" + value));
        query.take(query.answer(request.build()));
        return query;
    }

    /**
     * Fetches the next answer.
     *
     * @return false after the last one; the rows of the last have been given by then
     * @throws TrinoFailure when the statement failed
     */
    boolean advance() {
        URI uri = next;
        if (uri == null) {
            return false;
        }
        take(answer(HttpRequest.newBuilder(uri).timeout(ANSWER).build()));
        return true;
    }

    /** Known once the statement is planned; empty for statements without a result. */
    List<TrinoColumn> columns() {
        return columns;
    }

    /** Of the latest answer only: arrays of values in the order of the columns. */
    List<JsonNode> rows() {
        return rows;
    }

    /** Read from storage so far. */
    long physicalInputBytes() {
        return physicalInputBytes;
    }

    /** Ends the statement in the engine; whoever reads it gets a {@link TrinoFailure} or its end. */
    void cancel() {
        URI uri = next;
        if (uri != null) {
            HttpRequest delete =
                    HttpRequest.newBuilder(uri).timeout(ANSWER).DELETE().build();
            try (InputStream body = send(delete).body()) {
                body.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException("Trino's answer to a cancellation", failure);
            }
        }
    }

    private void take(JsonNode answer) {
        JsonNode error = answer.get("error");
        if (error != null) {
            next = null;
            throw TrinoFailure.of(error);
        }
        JsonNode following = answer.get("nextUri");
        next = following == null ? null : URI.create(following.asText());
        physicalInputBytes = answer.path("stats").path("physicalInputBytes").asLong();
        if (columns.isEmpty() && answer.hasNonNull("columns")) {
            List<TrinoColumn> known = new ArrayList<>();
            answer.get("columns").forEach(column -> known.add(TrinoColumn.of(column)));
            columns = List.copyOf(known);
        }
        List<JsonNode> page = new ArrayList<>();
        answer.path("data").forEach(page::add);
        rows = page;
    }

    private JsonNode answer(HttpRequest request) {
        HttpResponse<InputStream> response = send(request);
        try (InputStream body = response.body()) {
            if (response.statusCode() == 200) {
                return JSON.readTree(body);
            }
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            throw lost("Trino answered " + response.statusCode() + ": " + text);
        } catch (IOException failure) {
            throw new UncheckedIOException("Trino's answer", failure);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return http.sendAsync(request, BodyHandlers.ofInputStream()).join();
        } catch (CompletionException failure) {
            throw lost("Trino did not answer: " + failure.getCause());
        }
    }

    private static TrinoFailure lost(String message) {
        return new TrinoFailure("GENERIC_INTERNAL_ERROR", "INTERNAL_ERROR", message);
    }
}
