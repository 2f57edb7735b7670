package dev.lamplighter.cost.query;

import java.util.List;

/** Cost reports in JMX. */
public interface CostReportsMXBean {
    /** What the tables show, by report and month. */
    List<Month> getPublishedMonths();

    /** The latest answer of each question since the start. */
    List<LastAnswer> getAnswers();

    /** The last thing that went wrong with a report or a query since the start, in one line; empty when nothing did. */
    String getLastProblem();

    /** When that was, ISO 8601; empty when nothing did. */
    String getLastProblemAt();

    /** A month as its table shows it. */
    interface Month {
        String getReport();

        /** {@code YYYY-MM}. */
        String getBillingPeriod();

        String getAssemblyId();

        long getRows();

        /** Exact, in the bill's currency. */
        String getUnblendedCost();

        /** ISO 8601. */
        String getPublishedAt();
    }

    /** An answer and where it lies. */
    interface LastAnswer {
        String getQuery();

        /** ISO 8601. */
        String getAskedAt();

        int getRows();

        String getPath();
    }
}
