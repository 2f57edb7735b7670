package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Converts the schema in a footer, which lists its elements depth first, to columns with Hive types. */
final class ParquetReportSchema {
    private final List<SchemaElement> elements;
    private final Function<String, ProblemException> unreadable;
    private final Function<String, ProblemException> ambiguous;
    private int at = 1;
    private int leaf;

    private ParquetReportSchema(ParquetFooter footer) {
        elements = footer.metadata().getSchema();
        unreadable = footer::unreadable;
        ambiguous = footer::ambiguous;
    }

    /** @throws ProblemException COST-019 when the schema is invalid, COST-150 when a structure has a name twice */
    static List<ParquetReportColumn> columns(ParquetFooter footer) {
        try {
            return new ParquetReportSchema(footer).columns();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // a damaged footer has incomplete or mixed-up elements
            throw footer.unreadable("its schema is damaged, " + e);
        }
    }

    private List<ParquetReportColumn> columns() {
        List<ParquetReportColumn> columns = new ArrayList<>();
        while (at < elements.size()) {
            SchemaElement element = elements.get(at);
            int first = leaf;
            boolean single =
                    element.getNum_children() == 0 && element.getRepetition_type() != FieldRepetitionType.REPEATED;
            columns.add(new ParquetReportColumn(
                    element.getName().toLowerCase(Locale.ROOT),
                    type(),
                    first,
                    single ? primitive(element) : null,
                    scale(element)));
        }
        return columns;
    }

    private SchemaElement next() {
        if (at >= elements.size()) {
            throw unreadable.apply("its schema ends too early");
        }
        return elements.get(at++);
    }

    /** The Hive type of the next element, with everything below it. */
    private String type() {
        SchemaElement element = next();
        String type;
        if (element.getNum_children() == 0) {
            leaf++;
            type = simple(element);
        } else if (is(element, ConvertedType.MAP, ConvertedType.MAP_KEY_VALUE)
                || (element.isSetLogicalType() && element.getLogicalType().isSetMAP())) {
            type = map();
        } else if (is(element, ConvertedType.LIST)
                || (element.isSetLogicalType() && element.getLogicalType().isSetLIST())) {
            return list();
        } else {
            type = structure(element);
        }
        return element.getRepetition_type() == FieldRepetitionType.REPEATED ? "array<" + type + ">" : type;
    }

    private String map() {
        SchemaElement entries = next();
        if (entries.getNum_children() != 2) {
            throw unreadable.apply("a map whose entries have " + entries.getNum_children() + " fields");
        }
        return "map<" + type() + "," + type() + ">";
    }

    /** A list, with or without a group around each element. */
    private String list() {
        SchemaElement repeated = elements.get(Math.min(at, elements.size() - 1));
        if (repeated.getNum_children() == 1) {
            next();
            return "array<" + type() + ">";
        }
        return type();
    }

    private String structure(SchemaElement element) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < element.getNum_children(); i++) {
            String name = at < elements.size() ? elements.get(at).getName().toLowerCase(Locale.ROOT) : "";
            if (fields.put(name, name + ":" + type()) != null) {
                throw ambiguous.apply("several fields of " + element.getName() + " are called " + name);
            }
        }
        return "struct<" + String.join(",", fields.values()) + ">";
    }

    private String simple(SchemaElement element) {
        boolean decimal = is(element, ConvertedType.DECIMAL)
                || (element.isSetLogicalType() && element.getLogicalType().isSetDECIMAL());
        if (decimal) {
            return "decimal(" + precision(element) + "," + scale(element) + ")";
        }
        return switch (element.getType()) {
            case BOOLEAN -> "boolean";
            case INT32 -> isDate(element) ? "date" : "int";
            case INT64 -> isInstant(element) ? "timestamp" : "bigint";
            case INT96 -> "timestamp";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case BYTE_ARRAY -> element.isSetConverted_type() || element.isSetLogicalType() ? "string" : "binary";
            case FIXED_LEN_BYTE_ARRAY -> "binary";
        };
    }

    private static boolean isDate(SchemaElement element) {
        return is(element, ConvertedType.DATE)
                || (element.isSetLogicalType() && element.getLogicalType().isSetDATE());
    }

    private static boolean isInstant(SchemaElement element) {
        return is(element, ConvertedType.TIMESTAMP_MILLIS, ConvertedType.TIMESTAMP_MICROS)
                || (element.isSetLogicalType() && element.getLogicalType().isSetTIMESTAMP());
    }

    private static boolean is(SchemaElement element, ConvertedType... types) {
        return element.isSetConverted_type() && List.of(types).contains(element.getConverted_type());
    }

    private static int precision(SchemaElement element) {
        return element.isSetLogicalType() && element.getLogicalType().isSetDECIMAL()
                ? element.getLogicalType().getDECIMAL().getPrecision()
                : element.getPrecision();
    }

    private static int scale(SchemaElement element) {
        return element.isSetLogicalType() && element.getLogicalType().isSetDECIMAL()
                ? element.getLogicalType().getDECIMAL().getScale()
                : element.getScale();
    }

    /** The type without its logical type: only the stored values are read. */
    private static PrimitiveType primitive(SchemaElement element) {
        PrimitiveTypeName stored = switch (element.getType()) {
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            default -> PrimitiveTypeName.valueOf(element.getType().name());
        };
        Repetition repetition = element.getRepetition_type() == FieldRepetitionType.OPTIONAL
                ? Repetition.OPTIONAL
                : Repetition.REQUIRED;
        return Types.primitive(stored, repetition)
                .length(element.getType_length())
                .named(element.getName());
    }
}
