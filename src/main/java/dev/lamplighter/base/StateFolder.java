package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the state database as files: whether they are what was left there, and where they are put if not. */
final class StateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final int CACHE_KIB = 2048;
    private static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=" + CACHE_KIB;
    private static final String LOST = "what was open before is not known any more; windows that are open now go on";
    private static final String FIX = "see which machines run and whether someone needs them";

    private final Path file;
    private final Path mark;
    private final String name;
    private @Nullable Object key;

    private StateFolder(Path folder, String below) {
        Path absolute = folder.toAbsolutePath();
        this.file = absolute.resolve("lamplighter.mv.db");
        this.mark = absolute.resolve("lamplighter.mark");
        this.name = DurableFile.named(below + absolute.resolve("lamplighter"));
    }

    /** Makes the folder if there is none. */
    static StateFolder in(Path folder, String below) {
        StateFolder made = new StateFolder(folder, below);
        try {
            PrivateFolder.make(folder);
        } catch (IOException e) {
            throw StateDatabase.unwritable(folder.toAbsolutePath(), e);
        }
        if (Files.exists(made.file) && !(Files.isReadable(made.file) && Files.isWritable(made.file))) {
            throw StateDatabase.unwritable(made.file, new java.nio.file.AccessDeniedException(made.file.toString()));
        }
        return made;
    }

    /** Compares what is there with the mark; nothing is opened for writing, only an emptied file is put aside. */
    Optional<Problem> look() {
        try {
            Optional<StateMark> marked = StateMark.read(mark);
            if (marked.isEmpty()) {
                return Optional.empty();
            }
            if (!Files.exists(file)) {
                return Optional.of(lost("CONFIG-030", "the state database is gone", LOST, FIX));
            }
            if (Files.size(file) == 0) {
                return Optional.of(setAside("the file is empty"));
            }
            return compare(marked.get());
        } catch (IOException e) {
            throw StateDatabase.unwritable(file, e);
        } catch (DamagedFileException e) {
            return Optional.of(setAside(e.why()));
        }
    }

    private Optional<Problem> compare(StateMark marked) throws IOException, DamagedFileException {
        StateMark found = found();
        if (found.created() != marked.created() || found.version() < marked.version()) {
            return Optional.of(lost(
                    "CONFIG-032",
                    "the state database is older than it was",
                    "it was cut off, or restored from a copy; what was written since is not known any more",
                    FIX));
        }
        boolean isAltered = found.version() == marked.version()
                && marked.checksum() != StateMark.OPEN
                && marked.checksum() != StateMark.checksum(file);
        if (isAltered) {
            throw new DamagedFileException("its bytes are others than when it was closed");
        }
        return Optional.empty();
    }

    /** How far the file has come, read and not written. */
    private StateMark found() throws DamagedFileException {
        try (MVStore store = new MVStore.Builder()
                .fileName(name + ".mv.db")
                .readOnly()
                .autoCommitDisabled()
                .open()) {
            return at(store);
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    private static StateMark at(MVStore store) {
        FileStore<?> kept = store.getFileStore();
        return new StateMark(kept.getCreationTime(), kept.lastChunkVersion(), StateMark.OPEN);
    }

    /** Opens it and reads all of it, so that damage is found now and not at the look that needs it. */
    ReopenedPool pool() throws DamagedFileException {
        boolean isNew = !Files.exists(file);
        ReopenedPool pool =
                new ReopenedPool(() -> JdbcConnectionPool.create("jdbc:h2:" + name + SETTINGS, "lamplighter", ""));
        try {
            readAll(pool);
            if (isNew) {
                AtomicFile.sync(parent());
            }
            key = key();
            return pool;
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw told(e);
        } catch (IOException e) {
            pool.close();
            throw StateDatabase.unwritable(file, e);
        }
    }

    /** After the damaged one was put aside. */
    ReopenedPool fresh() {
        try {
            return pool();
        } catch (DamagedFileException e) {
            throw new IllegalStateException("a new database can't be read", e);
        }
    }

    private static void readAll(ReopenedPool pool) throws SQLException {
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

    /** Every table, and each by every index. */
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

    /** Damage, unless another process, the disk or a newer version of H2 is in the way: that is refused. */
    private DamagedFileException told(Exception failure) {
        boolean isInUse = isCode(failure, ErrorCode.DATABASE_ALREADY_OPEN_1, DataUtils.ERROR_FILE_LOCKED);
        if (isInUse) {
            throw new ProblemException(
                    new Problem(
                            "CONFIG-013",
                            file.toString(),
                            "in use",
                            "another Lamplighter works with this state",
                            "stop the other one, or give this one a state.folder of its own"),
                    failure);
        }
        boolean isOfNewer = isCode(failure, ErrorCode.FILE_VERSION_ERROR_1, DataUtils.ERROR_UNSUPPORTED_FORMAT);
        if (isOfNewer || FailureText.isOfDisk(failure)) {
            throw new ProblemException(
                    new Problem(
                            "CONFIG-014",
                            file.toString(),
                            "can't be opened",
                            FailureText.of(failure),
                            "look at permissions and free space, or use the version of Lamplighter that wrote it"),
                    failure);
        }
        return new DamagedFileException(FailureText.of(failure));
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

    /** Renames the file, so that a new one is begun; it is never deleted. */
    Problem setAside(String why) {
        Path aside = free();
        try {
            Files.move(file, aside);
            AtomicFile.sync(parent());
        } catch (IOException e) {
            throw StateDatabase.unwritable(file, e);
        }
        return lost(
                "CONFIG-031",
                "the state database is damaged (" + why + ")",
                "kept as " + aside.getFileName() + ", a new one begins; " + LOST,
                FIX);
    }

    private Path free() {
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        return aside(number);
    }

    private Path aside(int number) {
        return file.resolveSibling(file.getFileName() + ".broken-" + number);
    }

    private Problem lost(String code, String what, String why, String fix) {
        return new Problem(code, file.toString(), what, why, fix);
    }

    Optional<Problem> displacement() {
        try {
            return Objects.equals(key, key()) ? Optional.empty() : Optional.of(displaced());
        } catch (NoSuchFileException e) {
            return Optional.of(displaced());
        } catch (IOException e) {
            return Optional.empty(); // can't be told, and the next write will say
        }
    }

    void mark(ReopenedPool pool) throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            at(session.getDatabase().getStore().getMvStore()).write(mark);
        }
    }

    /** Everything is on the disk and nobody writes any more. */
    void markClosed() {
        if (displacement().isPresent()) {
            return;
        }
        try {
            StateMark found = found();
            new StateMark(found.created(), found.version(), StateMark.checksum(file)).write(mark);
        } catch (IOException | DamagedFileException | ProblemException e) {
            LOG.debug("no mark was written", e);
        }
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private Path parent() {
        return Objects.requireNonNull(file.getParent());
    }

    private Problem displaced() {
        return new Problem(
                "WINDOW-176",
                "state",
                file + " is not there any more",
                "it was moved or deleted while the service runs, and the next start would find no journal: nothing is"
                        + " started; what is on is stopped at its time",
                "put the state folder back, or stop the service first");
    }
}
