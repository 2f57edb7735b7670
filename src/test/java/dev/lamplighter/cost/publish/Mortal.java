package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * A process that is killed before the n-th thing it does to the world: a store, the ledger, Athena. From then on it does
 * nothing any more, not even clean up, until it is started again.
 */
final class Mortal {
    /** What a kill looks like to code that catches exceptions: nothing. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int acts;
    private int killBefore = Integer.MAX_VALUE;
    private boolean dead;

    /** Counted from now. */
    void killBefore(int act) {
        acts = 0;
        killBefore = act;
    }

    int acts() {
        return acts;
    }

    void start() {
        dead = false;
        killBefore = Integer.MAX_VALUE;
    }

    void act() {
        acts++;
        dead |= acts == killBefore;
        if (dead) {
            throw new Killed();
        }
    }

    /** A database or a connection as this process uses it: what it does there is to commit. */
    <T> T using(Class<T> type, T thing) {
        return type.cast(Proxy.newProxyInstance(
                Mortal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        act();
                    } else if (dead && !method.getName().equals("close")) {
                        throw new Killed();
                    }
                    try {
                        Object result = method.invoke(thing, arguments);
                        return result instanceof Connection connection ? using(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    ObjectStore using(ObjectStore store) {
        return new WatchedStore((what, key) -> act(), store);
    }
}
