package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;

/** Connects to a PostgreSQL database that copies of the service share. Connects to nothing before it is asked to. */
public final class SharedDatabase {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int CONNECT_SECONDS = 5;
    /** The longest wait for an answer, so that a pass doesn't hang on a lost database. */
    private static final int ANSWER_SECONDS = 10;
    /** The same for leases, which would run out meanwhile. */
    private static final int LEASE_SECONDS = 3;

    /** A copy that is stopped within a transaction holds no row for longer. */
    private static final String OPTIONS = "-c idle_in_transaction_session_timeout=5s";

    private final String url;
    private final PGSimpleDataSource statements = new PGSimpleDataSource();
    private final PGSimpleDataSource leases = new PGSimpleDataSource();

    /** @param user empty for the driver's default. The password is that of the environment, as PostgreSQL's own programs read it. */
    public SharedDatabase(String url, String user) {
        // As PostgreSQL's own programs do; without it the driver reads ~/.pgpass.
        this(url, user, Optional.ofNullable(System.getenv("PGPASSWORD")));
    }

    /** @param password none to leave it to the driver, which reads {@code ~/.pgpass} */
    public SharedDatabase(String url, String user, Optional<String> password) {
        this.url = url;
        // A connection for each statement: few are needed, and none of them can be found dead.
        connect(statements, user, password, CONNECT_SECONDS, ANSWER_SECONDS);
        connect(leases, user, password, LEASE_SECONDS, LEASE_SECONDS);
    }

    private void connect(
            BaseDataSource source, String user, Optional<String> password, int connectSeconds, int answerSeconds) {
        source.setConnectTimeout(connectSeconds);
        source.setLoginTimeout(connectSeconds);
        source.setSocketTimeout(answerSeconds);
        source.setApplicationName("lamplighter");
        source.setOptions(OPTIONS);
        source.setUrl(url);
        if (!user.isEmpty()) {
            source.setUser(user);
        }
        password.ifPresent(source::setPassword);
    }

    /** The URL of a setting, if it has one. */
    public static Optional<String> url(Settings settings, String key) {
        Optional<String> url = settings.optional(key);
        url.filter(text -> !text.startsWith(POSTGRESQL)).ifPresent(text -> {
            throw Settings.refused(
                    key, text, POSTGRESQL + "//host/database, or nothing", "write the URL of PostgreSQL");
        });
        return url;
    }

    /** Whether it is a database that copies share, and not the file of one. */
    public static boolean isShared(DataSource database) {
        return database instanceof BaseDataSource;
    }

    /** For all statements but those on leases. */
    public DataSource dataSource() {
        return statements;
    }

    /** For leases: statements that must be answered soon. */
    public DataSource leases() {
        return leases;
    }

    /**
     * Connects once.
     *
     * @throws ProblemException when it can't be reached (CONFIG-052)
     */
    public void requireReachable() {
        unreachable().ifPresent(problem -> {
            throw new ProblemException(problem);
        });
    }

    /** Connects once; returns why that fails (CONFIG-052), or empty. */
    public Optional<Problem> unreachable() {
        try (Connection connection = statements.getConnection()) {
            connection.setReadOnly(true);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(new Problem(
                    ConfigProblemCode.SHARED_STATE_UNREACHABLE,
                    where(),
                    "the database of the state can't be reached",
                    IoErrorText.of(e),
                    "start it, or correct state.url, state.user and the password (PGPASSWORD, ~/.pgpass)"));
        }
    }

    /** The URL without its parameters, which may hold a password. */
    public String where() {
        return url.replaceFirst("\\?.*", "");
    }
}
