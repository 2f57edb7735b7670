package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.TableColumns;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.parquet.ConversionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Writes the statements that publish a month. Months are the partitions of a table; columns are only ever added to it; and
 * one partition is switched as a whole, so that a query sees its old files or its new ones, never both.
 */
public final class MonthPublishStatements {
    private final PublishedTables tables;
    private final UnaryOperator<String> uri;

    /** @param uri gives the URI of a key in the target */
    public MonthPublishStatements(PublishedTables tables, UnaryOperator<String> uri) {
        this.tables = tables;
        this.uri = uri;
    }

    /** The query for the columns of a version's table. */
    public String columns(VersionInProgress open) {
        return tables.of(open.version()).views().columns(open.version().reportName());
    }

    /**
     * The statements for what is missing, in this order: the table or its new columns, the views over it, the switch. Of the
     * switch's two statements the first acts only when the table has no such partition, the second changes nothing when the
     * first acted. Repeating any of them is harmless.
     *
     * @param pages the result of {@link #columns}
     */
    public List<String> statements(VersionInProgress open, Iterable<GetQueryResultsResponse> pages) {
        PublishedTable target = tables.of(open.version());
        CostPublishSettings settings = target.settings();
        String reportName = open.version().reportName();
        String table = settings.table(reportName);
        String root = settings.tableFolder(reportName);
        ConversionSummary summary = open.summary();
        TableColumns had = TableColumns.of(pages);
        List<String> statements = new ArrayList<>(had.fit(
                table,
                summary.columns(),
                settings.athena(),
                TableDdl.createTable(table, summary.columns(), uri.apply(root))));
        statements.addAll(target.views().withMonth(reportName, had.with(summary.columns()), summary));
        String month = summary.billingPeriod().month();
        String location = uri.apply(VersionFilesCheck.folder(root, month, summary.assemblyId()));
        statements.add(TableDdl.addPartition(table, month, location));
        statements.add(TableDdl.setLocation(table, month, location));
        return statements;
    }
}
