package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;

/** Opens the file of the state database with H2, or says why it can't be opened. */
final class StateConnections {
    /** Small beside the service's heap, which is some tens of MiB. */
    private static final int CACHE_KIB = 2048;

    private static final String SETTINGS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=" + CACHE_KIB;
    /** The size of a trial write, in bytes: more than one commit needs. */
    private static final int PROBE_BYTES = 256 * 1024;

    private StateConnections() {}

    /**
     * Opens the database and reads all of it, so that damage is found now and not in later use.
     *
     * @param path of the database for H2
     */
    static ReopeningConnectionPool open(Path file, String path) throws DamagedStateFileException {
        DatabaseFailureLog trouble = new DatabaseFailureLog(file.toString(), () -> takesWrites(path));
        ReopeningConnectionPool pool = new ReopeningConnectionPool(
                () -> JdbcConnectionPool.create("jdbc:h2:" + DurableH2File.named(path) + SETTINGS, "lamplighter", ""),
                trouble);
        try {
            readAll(pool);
            return pool;
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw told(file, e);
        }
    }

    /** Whether a trial file can be written beside the database. */
    private static boolean takesWrites(String path) {
        FilePath probe = FilePath.get(DurableH2File.named(path) + ".probe");
        try (FileChannel channel = probe.open("rw")) {
            ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            return true;
        } catch (IOException e) {
            return false; // reported already, and tried again
        } finally {
            probe.delete();
        }
    }

    private static void readAll(ReopeningConnectionPool pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String select : selects(statement)) {
                try (ResultSet rows = statement.executeQuery(select)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rows.getString(column);
                        }
                    }
                }
            }
        }
    }

    /** Statements that read every table, by each of its indexes. */
    private static List<String> selects(Statement statement) throws SQLException {
        List<String> selects = new ArrayList<>();
        try (ResultSet tables = statement.executeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE'")) {
            while (tables.next()) {
                selects.add("SELECT * FROM \"" + tables.getString(1) + "\"");
            }
        }
        try (ResultSet indexes = statement.executeQuery("SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME FROM"
                + " INFORMATION_SCHEMA.INDEX_COLUMNS WHERE TABLE_SCHEMA = 'PUBLIC' AND ORDINAL_POSITION = 1")) {
            while (indexes.next()) {
                selects.add("SELECT * FROM \"" + indexes.getString(1) + "\" USE INDEX (\"" + indexes.getString(2)
                        + "\") ORDER BY \"" + indexes.getString(3) + "\"");
            }
        }
        return selects;
    }

    /**
     * The failure as damage to the file. Throws a problem instead if another process, the disk or a newer version of H2 has
     * caused it.
     */
    static DamagedStateFileException told(Path file, Exception failure) {
        boolean isInUse = isCode(failure, ErrorCode.DATABASE_ALREADY_OPEN_1, DataUtils.ERROR_FILE_LOCKED);
        if (isInUse) {
            throw new ProblemException(
                    new Problem(
                            ConfigProblemCode.STATE_IN_USE,
                            file.toString(),
                            "in use",
                            "another Lamplighter works with this state",
                            "stop the other one, or give this one a state.folder of its own"),
                    failure);
        }
        boolean isOfNewer = isCode(failure, ErrorCode.FILE_VERSION_ERROR_1, DataUtils.ERROR_UNSUPPORTED_FORMAT);
        if (isOfNewer || IoErrorText.isOfDisk(failure)) {
            throw new ProblemException(
                    new Problem(
                            ConfigProblemCode.STATE_NOT_OPENED,
                            file.toString(),
                            "can't be opened",
                            IoErrorText.of(failure),
                            "look at permissions and free space, or use the version of Lamplighter that wrote it"),
                    failure);
        }
        return new DamagedStateFileException(IoErrorText.of(failure));
    }

    private static boolean isCode(Throwable failure, int sqlCode, int storeCode) {
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
            if ((at instanceof SQLException sql && sql.getErrorCode() == sqlCode)
                    || (at instanceof MVStoreException store && store.getErrorCode() == storeCode)) {
                return true;
            }
        }
        return false;
    }
}
