package dev.lamplighter.cost.athena;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.cost.view.CostView;
import dev.lamplighter.cost.view.Cur2CompatibilityView;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the settings of publishing: which reports, from where, to where.
 *
 * @param tables table by report name, in the order the reports are named
 * @param legacyView names of views with the report's own names, with commas between; empty for none
 * @param tagColumn that queries group by; empty for none
 * @param accounts the file with names of accounts; null for none
 */
public record CostPublishSettings(
        StoreAddress source,
        StoreAddress target,
        Map<String, String> tables,
        String legacyView,
        AthenaSettings athena,
        String tagColumn,
        @Nullable Path accounts) {
    /** Stands for a bucket and a report while costs are off, so that the routes can be loaded. */
    public static final String OFF = "costs-are-off";

    /** AWS: "AWS Cost and Usage Report API, ReportDefinition, ReportName". */
    private static final Pattern REPORT_NAME = Pattern.compile("[0-9A-Za-z!_.*'()-]{1,256}");

    /** Folders of the target that belong to no table. */
    public static final Set<String> BESIDE_TABLES = Set.of("answers", "reconciliation", "quarantine");

    public CostPublishSettings {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** Without a tag column and names of accounts. */
    public CostPublishSettings(
            StoreAddress source,
            StoreAddress target,
            Map<String, String> tables,
            String legacyView,
            AthenaSettings athena) {
        this(source, target, tables, legacyView, athena, "", null);
    }

    public static CostPublishSettings of(Settings settings) {
        StoreAddress target = StoreAddress.of("cost.target", settings.text("cost.target"));
        if (!target.isS3()) {
            throw refused("cost.target", target.root(), "Athena reads tables from S3 only", "write s3://bucket/prefix");
        }
        return new CostPublishSettings(
                StoreAddress.of("cost.source", settings.text("cost.source")),
                target,
                tables(settings),
                legacyView(settings),
                AthenaSettings.of(settings),
                settings.optional("cost.query.tag-column").orElse(""),
                settings.optional("cost.accounts").isPresent() ? settings.path("cost.accounts", "") : null);
    }

    /**
     * The bucket in which answers are archived; while costs are off, a name that no bucket can have, so that the routes can
     * be loaded.
     */
    public static String archiveBucket(Settings settings) {
        return settings.flag("cost.enabled", false)
                ? StoreAddress.of("cost.target", settings.text("cost.target")).bucket()
                : OFF;
    }

    public boolean isOff() {
        return tables.containsKey(OFF);
    }

    /** The same with another table, as {@code cost.athena.table} names one. */
    public CostPublishSettings withTable(String name) {
        if (name.equals(tableName())) {
            return this;
        }
        Map<String, String> others = new LinkedHashMap<>();
        tables.keySet().forEach(report -> others.put(report, own(name, report, tables.size())));
        return new CostPublishSettings(source, target, others, legacyView, athena, tagColumn, accounts);
    }

    /** The same without views of names that others ask, which stay over the table that they are over. */
    public CostPublishSettings withoutLegacyViews() {
        return new CostPublishSettings(source, target, tables, "", athena, tagColumn, accounts);
    }

    /** The tables' common name, as {@code cost.athena.table} has it. */
    public String tableName() {
        Map.Entry<String, String> first = tables.entrySet().iterator().next();
        String suffix = tables.size() == 1 ? "" : "_" + HiveName.from(first.getKey());
        return first.getValue().endsWith(suffix)
                ? first.getValue().substring(0, first.getValue().length() - suffix.length())
                : first.getValue();
    }

    /** The names of tables, of views and of folders that a table takes, all reports together. */
    public Set<String> namesTaken() {
        Set<String> names = new TreeSet<>(BESIDE_TABLES);
        for (String report : tables.keySet()) {
            names.addAll(legacyViews(report));
            names.addAll(
                    List.of(table(report), exportView(report), costView(report), textTable(report), typedView(report)));
        }
        return names;
    }

    /** The folders of the tables, by report. */
    public Map<String, String> tableFolders() {
        Map<String, String> folders = new LinkedHashMap<>();
        tables.keySet().forEach(report -> folders.put(report, tableFolder(report)));
        return folders;
    }

    private static String own(String table, String report, int reports) {
        return reports == 1 ? table : table + "_" + HiveName.from(report);
    }

    /** The views over a report's table. */
    public List<String> legacyViews(String reportName) {
        return names(legacyView)
                .map(view -> tables.size() == 1 ? view : view + "_" + HiveName.from(reportName))
                .toList();
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** The folder of a report's table: nothing but data files may lie under it. */
    public String tableFolder(String reportName) {
        return target.prefix() + table(reportName) + "/";
    }

    public String table(String reportName) {
        String table = tables.get(reportName);
        if (table == null) {
            throw new IllegalArgumentException("no such report: " + reportName + ", allowed: " + tables.keySet());
        }
        return table;
    }

    /** The view over the table of a CUR 2.0 export with the columns of legacy reports; see {@link Cur2CompatibilityView}. */
    public String exportView(String reportName) {
        return table(reportName) + "_by_key";
    }

    /** The view over a report's table with what each line item costs; see {@link CostView}. */
    public String costView(String reportName) {
        String view = table(reportName) + "_costs";
        return tables.containsValue(view) || legacyViews(reportName).contains(view) ? view + "_view" : view;
    }

    /** The name of the table over a report's text. */
    public String textTable(String reportName) {
        return table(reportName) + "_text";
    }

    public String textFolder(String reportName) {
        return target.prefix() + textTable(reportName) + "/";
    }

    /** The name of the view that gives that text its types. */
    public String typedView(String reportName) {
        return table(reportName) + "_typed";
    }

    private static String legacyView(Settings settings) {
        String views = settings.optional("cost.legacy-view").orElse("");
        String table = settings.text("cost.athena.table", "cost_and_usage");
        names(views).forEach(view -> {
            if (HiveName.of("cost.legacy-view", view).equals(table)) {
                throw refused("cost.legacy-view", view, "the table has this name", "give one of them another name");
            }
        });
        return views;
    }

    /**
     * The tables: for a single report the configured one; of several reports each has its own, because they share their
     * months.
     */
    private static Map<String, String> tables(Settings settings) {
        String table = HiveName.of("cost.athena.table", settings.text("cost.athena.table", "cost_and_usage"));
        List<String> names = names(settings.text("cost.report-name")).toList();
        Map<String, String> tables = new LinkedHashMap<>();
        for (String name : names) {
            if (!REPORT_NAME.matcher(name).matches()) {
                throw refused("cost.report-name", name, "not a name AWS gives reports", "copy it from the console");
            }
            String own = own(table, name, names.size());
            if (BESIDE_TABLES.contains(own)) {
                throw refused(
                        "cost.athena.table", own, "a folder with that name is used beside the tables", "rename it");
            }
            if (tables.containsValue(own)) {
                throw refused("cost.report-name", name, "another report has the table " + own, "name each report once");
            }
            tables.put(name, own);
        }
        return tables;
    }

    private static ProblemException refused(String key, String got, String why, String fix) {
        return new ProblemException(new Problem(ConfigProblemCode.VALUE_REFUSED, key, "got \"" + got + "\"", why, fix));
    }
}
