package dev.lamplighter.cost.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.ledger.ConversionSummaryJson;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.report.ObjectChangedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message of the process, a line of JSON on its standard output: now and then its progress, and at the end its
 * result, or its failure with the type of exception.
 *
 * @param kind the kind of {@code json}
 */
record WorkerMessage(String kind, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROGRESS = "progress";
    private static final String DONE = "done";
    private static final String PROBLEM = "problem";
    private static final String CHANGED = "changed";
    private static final String STORE = "store";
    private static final String DEFECT = "defect";

    /** The progress; without a state nothing is converted now. */
    static WorkerMessage progress(Optional<ConversionProgressStatus> state) {
        ObjectNode json = MAPPER.createObjectNode();
        state.ifPresent(now -> json.put("filesDone", now.filesDone())
                .put("files", now.files())
                .put("rows", now.rows())
                .put("bytesRead", now.bytesRead())
                .put("bytes", now.bytes())
                .put("elapsedMs", now.elapsed().toMillis()));
        return new WorkerMessage(PROGRESS, json);
    }

    /** Makes the last message of a job that was done. */
    static WorkerMessage done(@Nullable ConversionSummary summary, @Nullable ParquetTotals readBack) {
        ObjectNode json = MAPPER.createObjectNode();
        if (summary != null) {
            json.set("summary", ConversionSummaryJson.tree(summary));
        }
        if (readBack != null) {
            ObjectNode totals = json.putObject("totals");
            readBack.totals().forEach((column, total) -> totals.put(column, total.toPlainString()));
            ObjectNode filled = json.putObject("filled");
            readBack.filled().forEach(filled::put);
            json.put("rows", readBack.rows());
        }
        return new WorkerMessage(DONE, json);
    }

    /** Makes the last message of a job that failed. */
    static WorkerMessage failed(Exception failure) {
        if (failure instanceof ProblemException known) {
            Problem problem = known.problem();
            return new WorkerMessage(
                    PROBLEM,
                    MAPPER.createArrayNode()
                            .add(problem.code())
                            .add(problem.where())
                            .add(problem.what())
                            .add(problem.why())
                            .add(problem.fix())
                            .add(problem.kind().name()));
        }
        if (failure instanceof ObjectChangedException changed) {
            return new WorkerMessage(CHANGED, MAPPER.createArrayNode().add(changed.uri()));
        }
        boolean speaks = failure instanceof IOException
                && !(failure instanceof FileSystemException)
                && !(failure instanceof FileNotFoundException);
        return new WorkerMessage(
                failure instanceof IOException ? STORE : DEFECT,
                MAPPER.createArrayNode().add(speaks ? String.valueOf(failure.getMessage()) : failure.toString()));
    }

    /** Parses a line; empty for one that is no message, which the JVM itself may write. */
    static Optional<WorkerMessage> of(String line) {
        try {
            JsonNode json = MAPPER.readTree(line);
            return json.path("kind").isTextual()
                    ? Optional.of(new WorkerMessage(json.path("kind").asText(), json.path("it")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The message in one line, without a line break. */
    String line() {
        return MAPPER.createObjectNode()
                .put("kind", kind)
                .<ObjectNode>set("it", json)
                .toString();
    }

    boolean isProgress() {
        return kind.equals(PROGRESS);
    }

    /** The state in a message about the {@linkplain #isProgress() progress}. */
    Optional<ConversionProgressStatus> state() {
        return json.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConversionProgressStatus(
                        json.path("filesDone").asInt(),
                        json.path("files").asInt(),
                        json.path("rows").asLong(),
                        json.path("bytesRead").asLong(),
                        json.path("bytes").asLong(),
                        Duration.ofMillis(json.path("elapsedMs").asLong())));
    }

    /** This answer; if it is a failure, that is thrown with its original type. */
    WorkerMessage orThrow() throws IOException {
        String told = json.path(0).asText();
        return switch (kind) {
            case DONE -> this;
            case PROBLEM ->
                throw new ProblemException(new Problem(
                        told,
                        json.path(1).asText(),
                        json.path(2).asText(),
                        json.path(3).asText(),
                        json.path(4).asText(),
                        Problem.Kind.valueOf(json.path(5).asText())));
            case CHANGED -> throw new ObjectChangedException(told);
            case STORE -> throw new IOException(told);
            default -> throw new IllegalStateException(told);
        };
    }

    ConversionSummary summary() {
        return ConversionSummaryJson.read(json.required("summary"));
    }

    ParquetTotals readBack() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        json.required("totals")
                .properties()
                .forEach(total -> totals.put(
                        total.getKey(), new BigDecimal(total.getValue().asText())));
        Map<String, Long> filled = new LinkedHashMap<>();
        json.required("filled")
                .properties()
                .forEach(column -> filled.put(column.getKey(), column.getValue().asLong()));
        return new ParquetTotals(json.required("rows").asLong(), totals, filled);
    }
}
