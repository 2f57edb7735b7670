package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the file of the state database against its mark, and sets the file aside if it is damaged. */
final class StateDatabaseVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(StateDatabaseVerifier.class);
    private static final String LOST = "what was open before is no longer known; windows that are open now go on";
    private static final String FIX = "see which machines run and whether someone needs them";

    private final Path file;
    private final Path mark;
    /** The path in the form that H2 takes. */
    private final String path;

    private @Nullable Object key;

    private StateDatabaseVerifier(Path folder, String below) {
        Path absolute = folder.toAbsolutePath();
        this.file = absolute.resolve("lamplighter.mv.db");
        this.mark = absolute.resolve("lamplighter.mark");
        this.path = below + absolute.resolve("lamplighter");
    }

    /** Makes a verifier for a folder, which it creates if there is none. */
    static StateDatabaseVerifier in(Path folder, String below) {
        StateDatabaseVerifier made = new StateDatabaseVerifier(folder, below);
        StateDatabase.makeFolder(folder);
        if (Files.exists(made.file) && !(Files.isReadable(made.file) && Files.isWritable(made.file))) {
            throw StateDatabase.unwritable(made.file, new AccessDeniedException(made.file.toString()));
        }
        return made;
    }

    /** Compares the file with the mark; returns what is missing. It writes nothing, but sets an empty file aside. */
    Optional<Problem> look() {
        try {
            Optional<StateDatabaseVersion> marked = StateDatabaseVersion.read(mark);
            if (marked.isEmpty()) {
                return Optional.empty();
            }
            if (!Files.exists(file)) {
                return Optional.of(lost(ConfigProblemCode.STATE_GONE, "the state database is gone", LOST, FIX));
            }
            if (Files.size(file) == 0) {
                return Optional.of(setAside("the file is empty"));
            }
            return compare(marked.get());
        } catch (IOException e) {
            throw StateDatabase.unwritable(file, e);
        } catch (DamagedStateFileException e) {
            return Optional.of(setAside(e.why()));
        }
    }

    private Optional<Problem> compare(StateDatabaseVersion marked) throws IOException, DamagedStateFileException {
        StateDatabaseVersion found = found();
        if ((marked.id() != 0 && marked.id() != found.id()) || found.version() < marked.version()) {
            return Optional.of(lost(
                    ConfigProblemCode.STATE_OLDER,
                    "the state database is older than it was",
                    "it was cut off, or restored from a copy; what was written since is lost",
                    FIX));
        }
        boolean isAltered = found.version() == marked.version()
                && marked.checksum() != StateDatabaseVersion.OPEN
                && marked.checksum() != StateDatabaseVersion.checksum(file);
        if (isAltered) {
            throw new DamagedStateFileException("its content has changed since it was closed");
        }
        return Optional.empty();
    }

    /** The version of the file, read without writing. */
    private StateDatabaseVersion found() throws DamagedStateFileException {
        try (MVStore store = new MVStore.Builder()
                .fileName(DurableH2File.named(path) + ".mv.db")
                .readOnly()
                .autoCommitDisabled()
                .open()) {
            return at(store);
        } catch (RuntimeException e) {
            throw StateConnections.told(file, e);
        }
    }

    private static StateDatabaseVersion at(MVStore store) {
        FileStore<?> kept = store.getFileStore();
        return new StateDatabaseVersion(store.getStoreVersion(), kept.lastChunkVersion(), StateDatabaseVersion.OPEN);
    }

    /** Opens the database and reads all of it, so that damage is found now and not in later use. */
    ReopeningConnectionPool pool() throws DamagedStateFileException {
        boolean isNew = !Files.exists(file);
        noteOpen();
        ReopeningConnectionPool pool = StateConnections.open(file, path);
        try {
            if (isNew) {
                AtomicFile.sync(parent());
            }
            key = key();
            return pool;
        } catch (IOException e) {
            pool.close();
            throw StateDatabase.unwritable(file, e);
        }
    }

    /**
     * Marks the file as open, because its bytes change from now on. If there is no space for that mark, the old one is
     * removed: compared with its checksum, the changed file would seem damaged.
     */
    private void noteOpen() {
        try {
            Optional<StateDatabaseVersion> marked = StateDatabaseVersion.read(mark);
            if (marked.isPresent() && marked.get().checksum() != StateDatabaseVersion.OPEN) {
                try {
                    marked.get().open().write(mark);
                } catch (IOException e) {
                    LOG.debug("no mark was written", e);
                    Files.delete(mark);
                }
            }
        } catch (IOException e) {
            throw StateDatabase.unwritable(mark, e);
        }
    }

    /** Opens a new file after the damaged one was set aside. */
    ReopeningConnectionPool fresh() {
        try {
            return pool();
        } catch (DamagedStateFileException e) {
            throw new IllegalStateException("a new database can't be read", e);
        }
    }

    /** Renames the file, so that a new one can be created. It is never deleted. Returns the problem. */
    Problem setAside(String why) {
        Path aside = AtomicFile.freeBroken(file);
        try {
            Files.move(file, aside);
            AtomicFile.sync(parent());
        } catch (IOException e) {
            throw StateDatabase.unwritable(file, e);
        }
        return lost(
                ConfigProblemCode.STATE_DAMAGED,
                "the state database is damaged (" + why + ")",
                "kept as " + aside.getFileName() + ", a new one begins; " + LOST,
                FIX);
    }

    private Problem lost(ConfigProblemCode code, String what, String why, String fix) {
        return new Problem(code, file.toString(), what, why, fix);
    }

    Optional<Problem> displacement() {
        try {
            return Objects.equals(key, key()) ? Optional.empty() : Optional.of(displaced());
        } catch (NoSuchFileException e) {
            return Optional.of(displaced());
        } catch (IOException e) {
            return Optional.empty(); // can't be determined; if it is gone, the next write fails
        }
    }

    void mark(ReopeningConnectionPool pool) throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            if (store.getStoreVersion() == 0) {
                store.setStoreVersion(1 + new SecureRandom().nextInt(999_999_999)); // H2 leaves the commit to us
                store.commit();
            }
            at(store).write(mark);
        }
    }

    /** Writes the mark of a closed file, when everything is on the disk. */
    void markClosed() {
        if (displacement().isPresent()) {
            return;
        }
        try {
            StateDatabaseVersion found = found();
            new StateDatabaseVersion(found.id(), found.version(), StateDatabaseVersion.checksum(file)).write(mark);
        } catch (IOException | DamagedStateFileException | ProblemException e) {
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
                WindowProblemCode.STATE_FOLDER_MOVED,
                "state",
                file + " is not there any more",
                "it was moved or deleted while the service runs, and the next start would find no journal: nothing is"
                        + " started; what is on is stopped at its time",
                "put the state folder back, or stop the service first");
    }
}
