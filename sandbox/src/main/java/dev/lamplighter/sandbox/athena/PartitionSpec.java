package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ConstantContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PartitionSpecContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PartitionValContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLiteralContext;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** Holds {@code PARTITION (dt='2026-10-01', hour=3)}: values by key, in the order they are written. */
record PartitionSpec(Map<String, String> values) {
    /** Characters that Hive escapes in folder names (FileUtils.escapePathName), beside the control characters. */
    private static final String ESCAPED = "\"#%'*/:=?\\\u007F{[]^";

    PartitionSpec {
        values = new LinkedHashMap<>(values);
    }

    static PartitionSpec of(PartitionSpecContext clause) {
        Map<String, String> values = new LinkedHashMap<>();
        for (PartitionValContext part : clause.partitionVal()) {
            ConstantContext constant = part.constant();
            if (constant == null) {
                throw HiveGrammar.refusal(part, "a partition is named by key=value, got " + part.getText());
            }
            values.put(
                    HiveGrammar.name(part.identifier()),
                    constant instanceof StringLiteralContext text
                            ? HiveGrammar.text(text.stringLit())
                            : constant.getText());
        }
        return new PartitionSpec(values);
    }

    /** All values in the order of the table's keys. */
    List<String> whole(Table table) {
        List<String> ordered = new ArrayList<>();
        for (Column key : table.partitionKeys()) {
            String value = values.get(key.name());
            if (value != null) {
                ordered.add(value);
            }
        }
        if (ordered.size() != values.size()
                || ordered.size() != table.partitionKeys().size()) {
            throw DdlFailure.semantic("[Error 10006]: partition spec " + values + " doesn't name the partition keys "
                    + table.partitionKeys().stream().map(Column::name).toList());
        }
        return ordered;
    }

    /** Whether a partition has these values, where this names only some of the keys. */
    boolean covers(Table table, List<String> partition) {
        Map<String, String> asked = new LinkedHashMap<>(values);
        for (int index = 0; index < partition.size(); index++) {
            String value = asked.remove(table.partitionKeys().get(index).name());
            if (value != null && !value.equals(partition.get(index))) {
                return false;
            }
        }
        if (!asked.isEmpty()) {
            throw DdlFailure.semantic("[Error 10098]: Non-Partition column appears in the partition specification: "
                    + String.join(", ", asked.keySet()));
        }
        return true;
    }

    /** {@code dt=2026-10-01/hour=3}, as folders and SHOW PARTITIONS name it. */
    static String path(Table table, List<String> partition) {
        List<String> folders = new ArrayList<>();
        for (int index = 0; index < partition.size(); index++) {
            folders.add(escaped(table.partitionKeys().get(index).name()) + "=" + escaped(partition.get(index)));
        }
        return String.join("/", folders);
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        name.chars().forEach(letter -> {
            if (letter < ' ' || ESCAPED.indexOf(letter) >= 0) {
                escaped.append(String.format("%%%02X", letter));
            } else {
                escaped.append((char) letter);
            }
        });
        return escaped.toString();
    }
}
