package dev.lamplighter.cost.query;

import java.io.IOException;
import java.util.List;

/** Shows cost reports in JMX and offers their verbs. */
public interface CostReportsMXBean {
    /** The months that the tables show, by report and month. */
    List<Month> getPublishedMonths();

    /** The latest answer of each query run since the start. */
    List<LastAnswer> getAnswers();

    /** Alerts that are raised, one line each: of months and deliveries, and those that queries declare. */
    List<String> getAlerts();

    /** The last failure of a report or a query since the start, in one line; empty if there was none. */
    String getLastProblem();

    /** The time of that failure, ISO 8601; empty if there was none. */
    String getLastProblemAt();

    /** See {@code lamplighter costs plan}; lines for people. */
    List<String> plan() throws IOException;

    /** See {@code lamplighter costs publish}. A line that begins with a code is a problem. */
    List<String> publish(String month) throws IOException;

    /** See {@code lamplighter costs rollback}; {@code report} and {@code assembly} may be empty. */
    List<String> rollback(String report, String month, String assembly) throws IOException;

    /**
     * See {@code lamplighter costs remake}; both may be empty.
     *
     * @param leave months that are not made again, with commas between
     */
    List<String> remake(String table, String leave) throws IOException;

    /** See {@code lamplighter costs remake --stop}. */
    List<String> remakeStop() throws IOException;

    /** See {@code lamplighter costs verify}; the month may be empty. */
    List<String> verify(String month) throws IOException;

    /** See {@code lamplighter costs query}. */
    List<String> query(String name) throws IOException;

    /** The same as an object of JSON; see docs/reference/json.md. */
    String queryJson(String name) throws IOException;

    /** See {@code lamplighter costs report}. */
    List<String> report();

    /** The same as an object of JSON; see docs/reference/json.md. */
    String reportJson();

    /** A month as its table shows it. */
    interface Month {
        String getReport();

        /** {@code YYYY-MM}. */
        String getBillingPeriod();

        String getAssemblyId();

        long getRows();

        /** The exact total in the bill's currency; with several currencies each, {@code 5.10 USD and 3 CNY}. */
        String getUnblendedCost();

        /** {@code open}, {@code final}, {@code reopened} or {@code unknown}. */
        String getState();

        /** ISO 8601. */
        String getPublishedAt();

        /** For example {@code changed by -12.34 USD because of assembly 20261003T031500Z}. */
        String getChange();

        /** The five largest changes by service, for example {@code AmazonEC2 -12.34 (100.00 to 87.66)}. */
        List<String> getChangesByService();
    }

    /** An answer and its file. */
    interface LastAnswer {
        String getQuery();

        /** ISO 8601. */
        String getAskedAt();

        int getRows();

        String getPath();

        /** Rows that differ from the answer before, the largest difference first; at most twenty. */
        List<String> getChanges();
    }
}
