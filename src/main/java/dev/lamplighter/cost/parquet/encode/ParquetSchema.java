package dev.lamplighter.cost.parquet.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.report.CostReportManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Makes the Parquet schema of the table's columns. Text and numbers are REQUIRED, as in the Parquet that AWS writes: an
 * absent value in the CSV is an empty string or 0. Timestamps are OPTIONAL, because no value could stand for an absent one.
 *
 * <p>Timestamps are marked as not adjusted to UTC, so that every reader shows the UTC date and time as they are, as Athena's
 * {@code timestamp} does, and no reader shifts them into its own zone; older readers see TIMESTAMP_MILLIS.
 */
public final class ParquetSchema {
    private ParquetSchema() {}

    public static MessageType of(List<PublishedColumn> columns) {
        Type[] types = columns.stream().map(ParquetSchema::type).toArray(Type[]::new);
        return Types.buildMessage().addFields(types).named("cost_and_usage");
    }

    /** The metadata of a file: the version it was made from, and each column's original headers. */
    public static Map<String, String> metadata(CostReportManifest manifest, List<PublishedColumn> columns) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        columns.forEach(column -> headers.put(column.name(), column.headers()));
        try {
            return Map.of(
                    "lamplighter.report", manifest.reportName(),
                    "lamplighter.billing_period", manifest.billingPeriod().month(),
                    "lamplighter.assembly_id", manifest.assemblyId(),
                    "lamplighter.headers", JsonMapper.builder().build().writeValueAsString(headers));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings have a JSON form", e);
        }
    }

    private static PrimitiveType type(PublishedColumn column) {
        return switch (column.type()) {
            case STRING ->
                Types.required(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case DECIMAL ->
                Types.required(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DecimalEncoder.BYTES)
                        .as(LogicalTypeAnnotation.decimalType(DecimalEncoder.SCALE, DecimalEncoder.PRECISION))
                        .named(column.name());
            case DOUBLE -> Types.required(PrimitiveTypeName.DOUBLE).named(column.name());
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MILLIS))
                        .named(column.name());
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        };
    }
}
