package dev.lamplighter.window.copies;

import dev.lamplighter.window.copies.CopiesChecker.CutOff;
import dev.lamplighter.window.copies.CopiesChecker.SentCall;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * Finds the calls in the midst of which a copy ended or was stopped: those that it had journalled just before, by the clock of
 * the database, and that never reached AWS. Nothing that the copy says counts.
 */
public final class CutOffCalls {
    /** The longest time from the journal to AWS on a machine under load. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    /** A call that a copy was about to make, and when the database had it. */
    public record JournalledCall(String resource, String action, Instant committed) {}

    private CutOffCalls() {}

    /**
     * The last call of each resource that the journal has; one that is known not to have been made is none.
     *
     * @param journal of a PostgreSQL that keeps the times of commits ({@code track_commit_timestamp})
     */
    public static List<JournalledCall> journalled(DataSource journal) {
        List<JournalledCall> calls = new ArrayList<>();
        try (Connection connection = journal.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT resource, action, pg_xact_commit_timestamp(xmin)"
                        + " FROM window_last_call WHERE called_at > TIMESTAMP WITH TIME ZONE 'epoch'")) {
            while (row.next()) {
                calls.add(new JournalledCall(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
            return calls;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The calls that a copy was about to make.
     *
     * @param journal as it was before another copy could act
     * @param sent what has arrived from this copy
     * @param ended when it ended or was stopped
     */
    public static List<CutOff> of(List<JournalledCall> journal, Collection<SentCall> sent, Instant ended) {
        return journal.stream()
                .filter(call -> !call.committed().isBefore(ended.minus(ON_THE_WAY)))
                .filter(call -> sent.stream().noneMatch(arrived -> isOf(arrived, call)))
                .map(call -> new CutOff(call.resource(), ended))
                .toList();
    }

    private static boolean isOf(SentCall arrived, JournalledCall call) {
        return arrived.resource().equals(call.resource())
                && arrived.action().equals(call.action())
                && !arrived.at().isBefore(call.committed());
    }
}
