package dev.lamplighter.cost.query;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.cost.ledger.LedgerSqlFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Keeps answers in a PostgreSQL database that copies of the service share, one row each. An answer is a file of this machine, too,
 * as soon as this copy has kept or read it, for people and for the copy in the bucket.
 */
public final class SharedAnswers implements AnswerStore {
    /** As bytes: a text of PostgreSQL holds no NUL. */
    static final String TABLE = """
        CREATE TABLE IF NOT EXISTS cost_answer (
          folder VARCHAR NOT NULL,
          file VARCHAR NOT NULL,
          content BYTEA NOT NULL,
          changes BYTEA,
          unarchived VARCHAR,
          PRIMARY KEY (folder, file))\
        """;

    private static final String INSERT =
            "INSERT INTO cost_answer (folder, file, content, changes, unarchived) VALUES (?, ?, ?, ?, NULLIF(?, ''))"
                    + " ON CONFLICT (folder, file) DO ";
    /** No name from the database leads out of the folder of answers. */
    private static final Pattern PLAIN = Pattern.compile("[^./\\\\][^/\\\\]*");

    private final SqlExecutor statements;
    private final AnswerFolder here;

    public SharedAnswers(DataSource database, AnswerFolder here) {
        this.statements = LedgerSqlFactory.of(database, List.of(TABLE), "no answer is kept");
        this.here = here;
    }

    /** Takes over the answers that this machine alone has, from the time when they were files; repeating it does no harm. */
    public void adopt() throws IOException {
        for (String folder : here.folders()) {
            Set<String> missing = new HashSet<>(here.names(folder));
            if (!missing.isEmpty()) {
                names(folder).forEach(missing::remove);
            }
            for (String name : missing) {
                byte[] csv = Files.readAllBytes(here.file(folder, name));
                byte[] changes = here.changes(folder, name);
                String key = here.unarchivedKey(folder, name);
                statements.transaction(connection -> insert(connection, folder, name, csv, changes, key));
            }
        }
    }

    /** Inserts a row unless it is there; returns how many were inserted. */
    static int insert(Connection connection, String folder, String name, byte[] csv, byte[] changes, String key)
            throws SQLException {
        return SqlExecutor.update(
                connection, INSERT + "NOTHING", folder, name, csv, changes.length == 0 ? null : changes, key);
    }

    @Override
    public List<String> names(String folder) {
        return statements
                .select("SELECT file FROM cost_answer WHERE folder = ?", row -> row.getString(1), folder)
                .stream()
                .filter(name -> PLAIN.matcher(name).matches())
                .toList();
    }

    @Override
    public Path file(String folder, String name) throws IOException {
        Path file = here.file(folder, name);
        if (!Files.exists(file)) {
            for (byte[] changes : bytes("changes", folder, name)) {
                here.changed(folder, name, changes);
            }
            for (byte[] csv : bytes("content", folder, name)) {
                here.keep(folder, name, csv, "");
            }
        }
        return file;
    }

    /** A column of an answer; nothing if there is no such answer, or NULL in it. */
    private List<byte[]> bytes(String column, String folder, String name) {
        return statements.select(
                "SELECT " + column + " FROM cost_answer WHERE folder = ? AND file = ? AND " + column + " IS NOT NULL",
                row -> row.getBytes(1),
                folder,
                name);
    }

    @Override
    public Path keep(String folder, String name, byte[] csv, String archiveKey) throws IOException {
        statements.transaction(connection -> SqlExecutor.update(
                connection,
                INSERT + "UPDATE SET content = EXCLUDED.content, unarchived = EXCLUDED.unarchived",
                folder,
                name,
                csv,
                null,
                archiveKey));
        return here.keep(folder, name, csv, "");
    }

    @Override
    public void changed(String folder, String name, byte[] changes) throws IOException {
        statements.transaction(connection -> SqlExecutor.update(
                connection, "UPDATE cost_answer SET changes = ? WHERE folder = ? AND file = ?", changes, folder, name));
        here.changed(folder, name, changes);
    }

    @Override
    public List<AnswerFile> unarchived() throws IOException {
        List<Missing> rows = statements.select(
                "SELECT folder, file, unarchived FROM cost_answer WHERE unarchived IS NOT NULL",
                row -> new Missing(row.getString(1), row.getString(2), row.getString(3)));
        List<AnswerFile> answers = new ArrayList<>();
        for (Missing row : rows.stream().sorted(Missing.OLDEST_FIRST).toList()) {
            if (PLAIN.matcher(row.folder()).matches()
                    && PLAIN.matcher(row.name()).matches()) {
                answers.add(new AnswerFile(file(row.folder(), row.name()), row.key()));
            }
        }
        return answers;
    }

    @Override
    public void archived(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        statements.transaction(connection -> SqlExecutor.update(
                connection,
                "UPDATE cost_answer SET unarchived = NULL WHERE folder = ? AND file = ?",
                folder == null ? "" : String.valueOf(folder.getFileName()),
                String.valueOf(file.getFileName())));
    }

    /** An answer whose copy in the bucket is missing. */
    private record Missing(String folder, String name, String key) {
        private static final Comparator<Missing> OLDEST_FIRST =
                Comparator.comparing(Missing::name).thenComparing(Missing::folder);
    }
}
