package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DescribeRelationContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.IdentifierReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowColumnsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowCreateTableContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowNamespacesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowPartitionsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowTablesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowTblPropertiesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ShowViewsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLitContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Carries out SHOW and DESCRIBE. */
final class HiveShow {
    private final GlueClient glue;
    private final HiveMetastore tables;

    HiveShow(GlueClient glue, HiveMetastore tables) {
        this.glue = glue;
        this.tables = tables;
    }

    DdlAnswer run(StatementContext statement, String database) {
        if (statement instanceof ShowNamespacesContext show) {
            return DdlAnswer.of("database_name", matching(databases(glue).stream(), show.pattern));
        } else if (statement instanceof ShowTablesContext show) {
            String in = database(show.identifierReference(), database);
            return DdlAnswer.of("tab_name", matching(tables(in).map(Table::name), show.pattern));
        } else if (statement instanceof ShowViewsContext show) {
            String in = database(show.identifierReference(), database);
            Stream<Table> views = tables(in).filter(table -> "VIRTUAL_VIEW".equals(table.tableType()));
            return DdlAnswer.of("views", matching(views.map(Table::name), show.pattern));
        } else if (statement instanceof ShowPartitionsContext show) {
            return partitions(show, database);
        } else if (statement instanceof ShowColumnsContext show) {
            return columns(show, database);
        } else if (statement instanceof ShowCreateTableContext show) {
            Table table = tables.get(TableName.of(show.identifierReference(), database));
            return DdlAnswer.of("createtab_stmt", ShowCreateTableText.create(table));
        } else if (statement instanceof ShowTblPropertiesContext show) {
            return properties(show, database);
        } else if (statement instanceof DescribeRelationContext describe) {
            return describe(describe, database);
        }
        throw DdlFailure.unsupported(HiveGrammar.source(statement));
    }

    static List<String> databases(GlueClient glue) {
        return glue.getDatabasesPaginator(GetDatabasesRequest.builder().build()).stream()
                .flatMap(page -> page.databaseList().stream())
                .map(Database::name)
                .toList();
    }

    private Stream<Table> tables(String database) {
        tables.requireDatabase(database);
        return glue.getTablesPaginator(request -> request.databaseName(database)).stream()
                .flatMap(page -> page.tableList().stream());
    }

    private DdlAnswer partitions(ShowPartitionsContext show, String database) {
        Table table = tables.getPartitioned(TableName.of(show.identifierReference(), database));
        Predicate<List<String>> wanted = show.partitionSpec() == null
                ? values -> true
                : values -> PartitionSpec.of(show.partitionSpec()).covers(table, values);
        List<String> lines = tables.partitions(table).stream()
                .map(Partition::values)
                .filter(wanted)
                .map(values -> PartitionSpec.path(table, values))
                .toList();
        return DdlAnswer.of("partition", lines);
    }

    private DdlAnswer columns(ShowColumnsContext show, String database) {
        String in = show.ns == null ? database : TableName.database(show.ns);
        Table table = tables.get(TableName.of(show.table, in));
        List<Column> all = new ArrayList<>(table.storageDescriptor().columns());
        all.addAll(table.partitionKeys());
        return DdlAnswer.of(
                "field",
                all.stream()
                        .map(column -> String.format("%-20s", column.name()))
                        .toList());
    }

    private DdlAnswer properties(ShowTblPropertiesContext show, String database) {
        Table table = tables.get(TableName.of(show.table, database));
        if (show.key == null) {
            List<String> lines = new ArrayList<>();
            new TreeMap<>(table.parameters()).forEach((key, value) -> lines.add(key + "\t" + value));
            return new DdlAnswer(List.of("prpt_name", "prpt_value"), lines);
        }
        StringLitContext quoted = show.key.stringLit();
        String key = quoted == null ? show.key.getText() : HiveGrammar.text(quoted);
        String value = table.parameters().get(key);
        return DdlAnswer.of(
                "prpt_value",
                List.of(value == null ? "Table " + table.name() + " does not have property: " + key : value));
    }

    private DdlAnswer describe(DescribeRelationContext describe, String database) {
        if (describe.describeColName() != null) {
            throw DdlFailure.unsupported("DESCRIBE of a column");
        }
        Table table = tables.get(TableName.of(describe.identifierReference(), database));
        StorageDescriptor storage = describe.partitionSpec() == null
                ? table.storageDescriptor()
                : tables.get(table, PartitionSpec.of(describe.partitionSpec()).whole(table))
                        .storageDescriptor();
        List<String> lines = new ArrayList<>(ShowCreateTableText.describe(
                table.toBuilder().storageDescriptor(storage).build()));
        if (describe.option != null) {
            lines.addAll(ShowCreateTableText.details(table, storage));
        }
        return new DdlAnswer(List.of("col_name", "data_type", "comment"), lines);
    }

    private static String database(@Nullable IdentifierReferenceContext named, String otherwise) {
        return named == null ? otherwise : TableName.database(named.multipartIdentifier());
    }

    /** Hive's patterns: {@code *} for any text, {@code |} between alternatives. */
    private static List<String> matching(Stream<String> names, @Nullable StringLitContext pattern) {
        if (pattern == null) {
            return names.toList();
        }
        String regex = HiveGrammar.text(pattern).replace("*", ".*");
        return names.filter(Pattern.compile(regex, Pattern.CASE_INSENSITIVE).asMatchPredicate())
                .toList();
    }
}
