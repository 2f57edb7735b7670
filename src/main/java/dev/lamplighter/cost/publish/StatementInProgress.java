package dev.lamplighter.cost.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Holds one statement on its way through the route {@code athena}. Confined to its exchange. */
public final class StatementInProgress {
    private static final Pattern READS = Pattern.compile("\\s*(SELECT|WITH)\\b");

    private final String sql;
    private final String database;
    private final String token;
    private final Instant deadline;
    private final Duration limit;
    private boolean ended;
    private boolean outOfTime;
    private String executionId = "";
    private long scannedBytes;
    private boolean billed;

    /**
     * Makes a statement that hasn't been started.
     *
     * @param database empty for none
     * @param token the client request token, by which Athena recognises a request that the SDK repeats
     */
    StatementInProgress(String sql, String database, String token, Instant begin, Duration limit) {
        this.sql = sql;
        this.database = database;
        this.token = token;
        this.deadline = begin.plus(limit);
        this.limit = limit;
    }

    public String sql() {
        return sql;
    }

    public String database() {
        return database;
    }

    public String token() {
        return token;
    }

    /** Whether it was stopped because it took too long. */
    public boolean isOutOfTime() {
        return outOfTime;
    }

    /** Athena's id of it; empty until Athena was asked how far it is. */
    public String executionId() {
        return executionId;
    }

    /** Notes what Athena tells of it. */
    void look(QueryExecution told) {
        executionId = told.queryExecutionId();
        QueryExecutionStatistics statistics = told.statistics();
        if (statistics != null && statistics.dataScannedInBytes() != null) {
            scannedBytes = statistics.dataScannedInBytes();
        }
        StatementType type = told.statementType();
        billed = type == null ? READS.matcher(sql).lookingAt() : type == StatementType.DML;
    }

    /** What Athena says that it has read so far. */
    public long scannedBytes() {
        return scannedBytes;
    }

    /** Whether Athena bills what it scans; DDL is free. */
    public boolean isBilled() {
        return billed;
    }

    boolean isEnded() {
        return ended;
    }

    Duration limit() {
        return limit;
    }

    boolean isLate(Instant now) {
        return !now.isBefore(deadline);
    }

    void end() {
        ended = true;
    }

    void runOutOfTime() {
        outOfTime = true;
    }
}
