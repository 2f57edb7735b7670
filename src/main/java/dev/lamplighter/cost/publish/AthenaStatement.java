package dev.lamplighter.cost.publish;

import java.time.Instant;

/** Holds one statement on its way through the route {@code athena}. Confined to its exchange. */
public final class AthenaStatement {
    private final String sql;
    private final String database;
    private final String token;
    private final Instant deadline;
    private boolean ended;
    private boolean outOfTime;

    /**
     * Makes a statement that hasn't been started.
     *
     * @param database empty for none
     * @param token the client request token, by which Athena recognises a request that the SDK repeats
     */
    AthenaStatement(String sql, String database, String token, Instant deadline) {
        this.sql = sql;
        this.database = database;
        this.token = token;
        this.deadline = deadline;
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

    boolean isEnded() {
        return ended;
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
