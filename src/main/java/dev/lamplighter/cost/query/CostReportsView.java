package dev.lamplighter.cost.query;

import dev.lamplighter.base.alert.AlertNotificationBroadcaster;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.CostOperations;
import dev.lamplighter.cost.publish.ReportDeliveryAlerts;
import java.io.IOException;
import java.util.List;

/**
 * Implements {@link CostReportsMXBean}: reads the ledger whenever it is asked, and emits a notification for each alert of
 * costs.
 */
public final class CostReportsView extends AlertNotificationBroadcaster implements CostReportsMXBean {
    private static final int SERVICES_TOLD = 5;
    private static final int CHANGES_SHOWN = 20;

    private final ReportLedger ledger;
    private final CostAnswers answers;
    private final CostFailureLog problems;
    private final VerbOperations verbOperations;
    private final AlertOutbox alerts;

    /** The operations behind the verbs. */
    public record VerbOperations(CostOperations operations, OnDemandQueries questions) {}

    public CostReportsView(
            ReportLedger ledger,
            CostAnswers answers,
            CostFailureLog problems,
            VerbOperations verbOperations,
            AlertOutbox alerts) {
        super(alerts, "dev.lamplighter:type=CostReports");
        this.ledger = ledger;
        this.answers = answers;
        this.problems = problems;
        this.verbOperations = verbOperations;
        this.alerts = alerts;
        emit(ReportDeliveryAlerts.AREA);
    }

    @Override
    public List<Month> getPublishedMonths() {
        return ledger.published().stream().<Month>map(PublishedMonth::new).toList();
    }

    @Override
    public List<LastAnswer> getAnswers() {
        return answers.last().stream().<LastAnswer>map(KeptAnswer::new).toList();
    }

    @Override
    public String getLastProblem() {
        return problems.last().map(CostFailureLog.Told::line).orElse("");
    }

    @Override
    public String getLastProblemAt() {
        return problems.last().map(told -> told.at().toString()).orElse("");
    }

    @Override
    public List<String> getAlerts() {
        return alerts.raised(ReportDeliveryAlerts.AREA).stream()
                .map(alert -> alert.since() + " " + alert.text())
                .toList();
    }

    @Override
    public List<String> query(String name) throws IOException {
        return verbOperations.questions().ask(name);
    }

    @Override
    public String queryJson(String name) throws IOException {
        return verbOperations.questions().askJson(name);
    }

    @Override
    public List<String> plan() throws IOException {
        return verbOperations.operations().plan();
    }

    @Override
    public List<String> publish(String month) throws IOException {
        return verbOperations.operations().publish(month);
    }

    @Override
    public List<String> rollback(String report, String month, String assembly) throws IOException {
        return verbOperations.operations().rollback(report, month, assembly);
    }

    @Override
    public List<String> remake(String table, String leave) throws IOException {
        return verbOperations.operations().remake(table, leave);
    }

    @Override
    public List<String> remakeStop() throws IOException {
        return verbOperations.operations().remakeStop();
    }

    @Override
    public List<String> verify(String month) throws IOException {
        return verbOperations.operations().verify(month);
    }

    @Override
    public List<String> report() {
        return verbOperations.operations().report();
    }

    @Override
    public String reportJson() {
        return verbOperations.operations().reportJson();
    }

    private record PublishedMonth(ReportLedgerEntry entry) implements Month {
        @Override
        public String getReport() {
            return entry.version().reportName();
        }

        @Override
        public String getBillingPeriod() {
            return entry.converted().billingPeriod().month();
        }

        @Override
        public String getAssemblyId() {
            return entry.converted().assemblyId();
        }

        @Override
        public long getRows() {
            return entry.converted().rows();
        }

        @Override
        public String getUnblendedCost() {
            return PublicationResult.costs(entry.converted());
        }

        @Override
        public String getState() {
            return entry.state().word();
        }

        @Override
        public String getPublishedAt() {
            return entry.changedAt().toString();
        }

        @Override
        public String getChange() {
            MonthChange change = entry.change();
            return change == null ? "" : change.sentence();
        }

        @Override
        public List<String> getChangesByService() {
            MonthChange change = entry.change();
            return change == null ? List.of() : change.serviceLines(SERVICES_TOLD);
        }
    }

    private record KeptAnswer(QueryResult queryResult) implements LastAnswer {
        @Override
        public String getQuery() {
            return queryResult.question();
        }

        @Override
        public String getAskedAt() {
            return queryResult.askedAt().toString();
        }

        @Override
        public int getRows() {
            return queryResult.rows();
        }

        @Override
        public String getPath() {
            return queryResult.file().toString();
        }

        @Override
        public List<String> getChanges() {
            return queryResult.changes().stream().limit(CHANGES_SHOWN).toList();
        }
    }
}
