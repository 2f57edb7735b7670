package dev.lamplighter.app.service;

import dev.lamplighter.app.http.HttpSettings;
import dev.lamplighter.app.http.LocalHttp;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors by which operators reach the verbs, beside JMX. One that can't be opened is one line and hinders nothing else. */
final class Doors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final List<Door> open = new ArrayList<>();
    private final SetAside setAside;

    private Doors(SetAside setAside) {
        this.setAside = setAside;
    }

    static Doors open(HttpSettings http, Verbs verbs, SetAside setAside) {
        Doors doors = new Doors(setAside);
        if (http.port() != 0) {
            doors.tryTo(() -> {
                LocalHttp opened = LocalHttp.start(http, verbs);
                return opened::close;
            });
        }
        return doors;
    }

    private void tryTo(Opening opening) {
        try {
            open.add(opening.open());
        } catch (ProblemException e) {
            LOG.error("{}", e.problem().line());
            setAside.stop(SetAside.HTTP, e.problem());
        }
    }

    @Override
    public void close() {
        open.forEach(Door::close);
    }

    /** One that is open. */
    @FunctionalInterface
    private interface Door {
        void close();
    }

    /** Opens one. */
    @FunctionalInterface
    private interface Opening {
        Door open();
    }
}
