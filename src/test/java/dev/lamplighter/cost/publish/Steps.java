package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Prints what a process is about to do to the world, and what it has just done: a line each, as {@code
 * target completed costs/}. At the chosen step it waits to be killed. Several threads may take steps.
 */
final class Steps {
    private static final Pattern STATEMENT = Pattern.compile(
            "(CREATE (?:EXTERNAL )?[A-Z]+|ADD COLUMNS|ADD IF NOT EXISTS PARTITION|SET LOCATION|SELECT)");

    private final String waitAt;

    /** @param waitAt a step's name; "" for none */
    Steps(String waitAt) {
        this.waitAt = waitAt;
    }

    void at(String step) {
        synchronized (this) {
            System.out.println(step);
            System.out.flush();
        }
        if (step.equals(waitAt)) {
            await();
        }
    }

    private static void await() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; the parent kills, or is gone.
            }
            Runtime.getRuntime().halt(2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each call of a store and each end of an upload, but not the blocks that come and go meanwhile. */
    ObjectStore of(String name, ObjectStore store) {
        return new WatchedStore(
                (what, key) -> {
                    if (!what.equals("read") && !what.equals("write")) {
                        at(name + " " + what + " " + kind(key));
                    }
                },
                store);
    }

    /** The folder it lies in, and what it is; assemblies and months are many. */
    private static String kind(String key) {
        String[] parts = key.split("/", -1);
        String file = parts[parts.length - 1];
        return (parts.length > 1 ? parts[1] : "") + "/" + file.replaceAll("^[^.-]*(-\\d+)?(?=[-.])", "*");
    }

    /** Each commit that changes something. */
    DataSource of(DataSource database) {
        String[] change = {""};
        return proxy(
                DataSource.class,
                database,
                (method, result, arguments) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, (call, answer, values) -> {
                            if (values != null && call.getName().equals("prepareStatement")) {
                                change[0] = changed(String.valueOf(values[0]), change[0]);
                            } else if (call.getName().equals("commit") && !change[0].isEmpty()) {
                                at("ledger " + change[0]);
                                change[0] = "";
                            }
                            return answer;
                        })
                        : result);
    }

    /** The columns that are set, or the verb of any other change. */
    private static String changed(String sql, String before) {
        if (sql.startsWith("SELECT")) {
            return before;
        }
        String set = sql.replaceFirst("(?s).* SET (.*?) WHERE .*", "$1").replaceAll(" = (\\?|NULL|0)", "");
        return set.equals(sql) ? sql.split(" ", 2)[0].toLowerCase(Locale.ROOT) : "set " + set;
    }

    /** Each statement that Athena has accepted. */
    AthenaClient of(AthenaClient athena) {
        return proxy(AthenaClient.class, athena, (method, result, arguments) -> {
            if (arguments != null && arguments[0] instanceof StartQueryExecutionRequest request) {
                at("athena has " + statement(request.queryString()));
            }
            return result;
        });
    }

    private static String statement(String sql) {
        Matcher statement = STATEMENT.matcher(sql);
        return statement.find() ? statement.group(1).toLowerCase(Locale.ROOT) : sql;
    }

    /** What comes back from a method, seen before its caller does. */
    private interface Seen {
        @Nullable
        Object answer(Method method, @Nullable Object result, Object @Nullable [] arguments);
    }

    private static <T> T proxy(Class<T> type, T thing, Seen seen) {
        return type.cast(Proxy.newProxyInstance(
                Steps.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return seen.answer(method, method.invoke(thing, arguments), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
