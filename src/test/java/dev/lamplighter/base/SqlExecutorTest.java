package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions on a database whose one connection is lent again and again, as a pool does. */
final class SqlExecutorTest {
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS lamp (id INT PRIMARY KEY, colour VARCHAR(9))",
            "MERGE INTO lamp VALUES (1, 'red')");

    private Connection connection;
    private boolean isAway;
    private int returned;
    private SqlExecutor statements = executor(TABLES);

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private SqlExecutor executor(List<String> tables) {
        return new SqlExecutor(
                lending(), tables, "the lamps", (problem, cause) -> new IllegalStateException(problem.line(), cause));
    }

    private DataSource lending() {
        return made(DataSource.class, (source, asked, none) -> {
            if (isAway) {
                throw new SQLException("no", new IOException("No space left on device"));
            }
            return made(Connection.class, (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                    returned++;
                    return null;
                }
                return method.invoke(connection, arguments);
            });
        });
    }

    private static <T> T made(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SqlExecutorTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private List<String> colours() {
        return statements.select("SELECT colour FROM lamp ORDER BY id", row -> row.getString(1));
    }

    private int put(int id, String colour) {
        return statements.transaction(connected -> SqlExecutor.put(
                connected,
                "UPDATE lamp SET colour = ? WHERE id = ?",
                "INSERT INTO lamp (colour, id) VALUES (?, ?)",
                colour,
                id));
    }

    @Test
    void aRowIsUpdatedOrInserted() {
        assertThat(put(1, "green")).isEqualTo(1);
        assertThat(put(2, "blue")).isEqualTo(1);

        assertThat(colours()).containsExactly("green", "blue");
        assertThat(statements.<Integer>transaction(
                        connected -> SqlExecutor.update(connected, "UPDATE lamp SET colour = 'off'")))
                .isEqualTo(2);
    }

    @Test
    void whatCreatesTheTablesIsKeptAlsoWhereConnectionsComeWithoutAutoCommit() throws SQLException {
        statements.makeTables();
        connection.rollback();

        assertThat(colours()).containsExactly("red");
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        assertThatThrownBy(() -> statements.transaction(connected -> {
                    SqlExecutor.update(connected, "UPDATE lamp SET colour = 'off'");
                    throw new IllegalArgumentException("odd");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(colours()).containsExactly("red");
    }

    @Test
    void aRollbackThatFailsDoesNotHideWhatFailedBefore() {
        SQLException before = new SQLException("odd");
        SQLException away = new SQLException("away");

        TransactionRollback.after(before, made(Connection.class, (proxy, method, arguments) -> {
            throw away;
        }));

        assertThat(before.getSuppressed()).containsExactly(away);
    }

    @Test
    void everyConnectionIsReturnedAlsoIfItsTablesCanNotBeMade() {
        statements = executor(List.of("CREATE nothing"));

        assertThatThrownBy(statements::makeTables).isInstanceOf(IllegalStateException.class);

        assertThat(returned).isEqualTo(1);
    }

    @Test
    void anOutageIsToldUntilAUseSucceeds() {
        isAway = true;
        assertThatThrownBy(this::colours).hasMessageContaining("no space left on device");
        assertThat(statements.isTroubleTold()).isTrue();
        isAway = false;
        colours();
        assertThat(statements.isTroubleTold()).isFalse();

        isAway = true;
        assertThatThrownBy(() -> put(1, "green")).hasMessageContaining("no space left on device");
        assertThat(statements.isTroubleTold()).isTrue();
        isAway = false;
        put(1, "green");
        assertThat(statements.isTroubleTold()).isFalse();
    }

    @Test
    void theUsersOfTheStateDatabaseTellItsOutagesTogetherAndThoseOfAnotherAlone() {
        try (StateDatabase state = StateDatabase.inMemory()) {
            assertThat(DatabaseFailureLog.of(state.dataSource(), "a"))
                    .isSameAs(DatabaseFailureLog.of(state.dataSource(), "b"));
        }
        DataSource other = lending();
        assertThat(DatabaseFailureLog.of(other, "a")).isNotSameAs(DatabaseFailureLog.of(other, "a"));
    }
}
