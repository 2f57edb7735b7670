package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import dev.lamplighter.sandbox.glue.HiveSyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.AddTableColumnsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.AddTablePartitionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CreateNamespaceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CreateTableContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DropNamespaceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DropTableContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DropTablePartitionsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.HiveReplaceColumnsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.RepairTableContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SetTableLocationContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SetTablePropertiesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StatementContext;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Carries out Athena's DDL ("DDL statements", Amazon Athena User Guide) in Glue. Thread-safe. */
final class HiveDdl {
    private final GlueClient glue;
    private final HiveMetastore tables;
    private final AlterTable alterTable;
    private final HiveShow show;
    private final PartitionDiscovery discovery;

    /** @param discovery what MSCK REPAIR TABLE does */
    HiveDdl(GlueClient glue, PartitionDiscovery discovery) {
        this.glue = glue;
        this.tables = new HiveMetastore(glue);
        this.alterTable = new AlterTable(glue, tables);
        this.show = new HiveShow(glue, tables);
        this.discovery = discovery;
    }

    /**
     * Carries the statement out.
     *
     * @param database what unqualified names are in
     * @throws HiveSyntaxException when it can't be understood
     * @throws DdlFailure when it can't be done
     */
    DdlAnswer run(String sql, String database) {
        try {
            StatementContext statement = HiveGrammar.statement(sql);
            return change(statement, database) ? DdlAnswer.silent() : answer(statement, database);
        } catch (GlueException refusal) {
            throw DdlFailure.of(refusal);
        }
    }

    private boolean change(StatementContext statement, String database) {
        if (statement instanceof CreateNamespaceContext create) {
            createDatabase(create);
        } else if (statement instanceof DropNamespaceContext drop) {
            dropDatabase(drop);
        } else if (statement instanceof CreateTableContext create) {
            createTable(create, database);
        } else if (statement instanceof DropTableContext drop) {
            dropTable(drop, database);
        } else if (statement instanceof AddTablePartitionContext add) {
            alterTable.addPartitions(add, database);
        } else if (statement instanceof DropTablePartitionsContext drop) {
            alterTable.dropPartitions(drop, database);
        } else if (statement instanceof SetTableLocationContext set) {
            alterTable.setLocation(set, database);
        } else if (statement instanceof SetTablePropertiesContext set) {
            alterTable.setProperties(set, database);
        } else if (statement instanceof AddTableColumnsContext add) {
            alterTable.addColumns(add, database);
        } else if (statement instanceof HiveReplaceColumnsContext replace) {
            alterTable.replaceColumns(replace, database);
        } else {
            return false;
        }
        return true;
    }

    private DdlAnswer answer(StatementContext statement, String database) {
        return statement instanceof RepairTableContext repair
                ? repair(repair, database)
                : show.run(statement, database);
    }

    private void createDatabase(CreateNamespaceContext statement) {
        String name = TableName.database(statement.identifierReference().multipartIdentifier());
        boolean isThere = HiveShow.databases(glue).contains(name);
        if (isThere && statement.EXISTS() == null) {
            throw DdlFailure.task("AlreadyExistsException(message:Database " + name + " already exists)");
        }
        if (!isThere) {
            DatabaseInput.Builder input = DatabaseInput.builder().name(name);
            statement.commentSpec().forEach(comment -> input.description(HiveGrammar.text(comment.stringLit())));
            statement.locationSpec().forEach(location -> input.locationUri(TableDefinition.location(location)));
            statement.propertyList().forEach(list -> input.parameters(TableDefinition.properties(list)));
            glue.createDatabase(request -> request.databaseInput(input.build()));
        }
    }

    private void dropDatabase(DropNamespaceContext statement) {
        String name = TableName.database(statement.identifierReference().multipartIdentifier());
        if (statement.EXISTS() != null && !HiveShow.databases(glue).contains(name)) {
            return;
        }
        tables.requireDatabase(name);
        boolean isEmpty = glue.getTables(request -> request.databaseName(name))
                .tableList()
                .isEmpty();
        if (!isEmpty && statement.CASCADE() == null) {
            throw DdlFailure.task(
                    "InvalidOperationException(message:Database " + name + " is not empty. One or more tables exist.)");
        }
        glue.deleteDatabase(request -> request.name(name));
    }

    private void createTable(CreateTableContext statement, String database) {
        TableName name = TableName.of(statement.createTableHeader().identifierReference(), database);
        TableInput table = TableDefinition.of(statement, name.table());
        boolean isThere = tables.find(name).isPresent();
        if (isThere && statement.createTableHeader().EXISTS() == null) {
            throw DdlFailure.task("AlreadyExistsException(message:Table " + name.table() + " already exists)");
        }
        if (!isThere) {
            glue.createTable(request -> request.databaseName(name.database()).tableInput(table));
        }
    }

    /** The files stay: what Athena drops is external. */
    private void dropTable(DropTableContext statement, String database) {
        TableName name = TableName.of(statement.identifierReference(), database);
        if (tables.find(name).isEmpty() && statement.EXISTS() != null) {
            return;
        }
        Table table = tables.get(name);
        glue.deleteTable(request -> request.databaseName(table.databaseName()).name(table.name()));
    }

    private DdlAnswer repair(RepairTableContext statement, String database) {
        if (statement.option != null) {
            throw DdlFailure.unsupported("MSCK REPAIR TABLE with " + statement.option.getText());
        }
        TableName name = TableName.of(statement.identifierReference(), database);
        Table table = tables.getPartitioned(name);
        Set<List<String>> before = new HashSet<>();
        tables.partitions(table).forEach(partition -> before.add(partition.values()));
        discovery.discover(name.database(), name.table());
        List<String> added = tables.partitions(table).stream()
                .map(Partition::values)
                .filter(values -> !before.contains(values))
                .map(values -> name.table() + ":" + PartitionSpec.path(table, values))
                .toList();
        if (added.isEmpty()) {
            return DdlAnswer.silent();
        }
        return DdlAnswer.of(
                "result",
                Stream.concat(
                                Stream.of("Partitions not in metastore:\t" + String.join("\t", added)),
                                added.stream().map(one -> "Repair: Added partition to metastore " + one))
                        .toList());
    }
}
