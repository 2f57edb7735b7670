package dev.lamplighter.cost.view;

import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.athena.TableColumns;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Writes the statements of the views over a report's table. Each publication makes them, as columns come with months; where
 * this process has published none of the report's months yet, they are made by the route {@code cost-views} before the first
 * query that needs them, because an earlier version, or other settings, may have left others or none.
 */
public final class CostViews {
    private static final Logger LOG = LoggerFactory.getLogger(CostViews.class);
    private static final String ROUTE = "cost-views";

    private final Supplier<CostPublishSettings> settings;
    private final ReportLedger ledger;
    private final RouteCall routes;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /** @param settings with the table that the views are over, which may be another one later */
    public CostViews(Supplier<CostPublishSettings> settings, ReportLedger ledger, RouteCall routes) {
        this.settings = settings;
        this.ledger = ledger;
        this.routes = routes;
    }

    /** The settings with the table that the views are over. */
    public CostPublishSettings settings() {
        return settings.get();
    }

    /** Makes them unless this process has. */
    public void require(String reportName) {
        if (!made.contains(settings().table(reportName))) {
            routes.ask(ROUTE, reportName, String.class);
        }
    }

    /** The query for the columns of a report's table. */
    public String columns(String reportName) {
        return TableDdl.columnsOf(settings().athena().database(), settings().table(reportName));
    }

    /**
     * The statements that make them; none when there is no table.
     *
     * @param pages the result of {@link #columns}
     */
    public List<String> statements(String reportName, Iterable<GetQueryResultsResponse> pages) {
        TableColumns has = TableColumns.of(pages);
        return has.types().isEmpty() ? List.of() : views(reportName, has, months(reportName));
    }

    /**
     * The same for a table that a new month is about to be added to.
     *
     * @param has the table's columns, those of the month among them
     */
    public List<String> withMonth(String reportName, TableColumns has, ConversionSummary added) {
        Map<String, List<PublishedColumn>> months = months(reportName);
        months.put(added.billingPeriod().month(), added.columns());
        return views(reportName, has, months);
    }

    private List<String> views(String reportName, TableColumns has, Map<String, List<PublishedColumn>> months) {
        CostPublishSettings names = settings();
        String table = names.table(reportName);
        String tag = names.tagColumn();
        Map<String, String> types = has.types();
        List<String> statements = new ArrayList<>();
        names.legacyViews(reportName)
                .forEach(view -> statements.add(LegacyView.create(view, table, types, headers(months))));
        if (Cur2CompatibilityView.fits(types.keySet())) {
            statements.add(Cur2CompatibilityView.create(names.exportView(reportName), table, types, tag));
        }
        AmortisedCostSql cost = new AmortisedCostSql(types, columnNames(months));
        AccountNames accounts = AccountNames.of(names.accounts());
        accounts.problems().forEach(problem -> LOG.warn("{}", problem.line()));
        statements.add(CostView.create(names.costView(reportName), table, types, tag, cost, accounts));
        return statements;
    }

    /** Records that they are made; returns the report. */
    public String made(String reportName) {
        made.add(settings().table(reportName));
        return reportName;
    }

    /** The columns of the months that are shown, the latest first. */
    private Map<String, List<PublishedColumn>> months(String reportName) {
        Map<String, List<PublishedColumn>> months = new TreeMap<>(Comparator.reverseOrder());
        for (ReportLedgerEntry month : ledger.published()) {
            if (month.version().reportName().equals(reportName)) {
                ConversionSummary summary = month.converted();
                months.put(summary.billingPeriod().month(), summary.columns());
            }
        }
        return months;
    }

    private static Map<String, Set<String>> columnNames(Map<String, List<PublishedColumn>> months) {
        Map<String, Set<String>> names = new TreeMap<>();
        months.forEach((month, columns) ->
                names.put(month, columns.stream().map(PublishedColumn::name).collect(Collectors.toSet())));
        return names;
    }

    /** The headers of columns as the latest month has them. */
    private static Map<String, List<String>> headers(Map<String, List<PublishedColumn>> months) {
        Map<String, List<String>> headers = new HashMap<>();
        months.values()
                .forEach(columns -> columns.forEach(column -> headers.putIfAbsent(column.name(), column.headers())));
        return headers;
    }
}
