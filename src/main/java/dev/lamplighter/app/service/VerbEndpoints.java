package dev.lamplighter.app.service;

import dev.lamplighter.app.http.HttpSettings;
import dev.lamplighter.app.http.LocalHttpServer;
import dev.lamplighter.app.http.PageSources;
import dev.lamplighter.app.socket.LockedSocketFile;
import dev.lamplighter.app.socket.SocketLocation;
import dev.lamplighter.app.socket.VerbSocket;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the interfaces by which operators reach the verbs besides JMX: the socket and HTTP. An interface that can't be
 * opened is reported in one line and affects nothing else.
 */
final class VerbEndpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VerbEndpoints.class);

    /** What closes each interface that is open. */
    private final List<Runnable> closings = new ArrayList<>();

    private @Nullable Path socket;

    private VerbEndpoints() {}

    /**
     * Opens them.
     *
     * @param state the service's folder
     * @param ofSocket the verbs of the socket
     * @param sources what the status page shows
     */
    static VerbEndpoints open(
            HttpSettings http, Path state, Verbs verbs, Verbs ofSocket, PageSources sources, SetAside setAside) {
        VerbEndpoints verbEndpoints = new VerbEndpoints();
        verbEndpoints.tryTo(problem -> setAside.add(SetAside.SETTINGS, problem), () -> {
            LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, System.getenv()));
            VerbSocket opened = VerbSocket.listen(own, ofSocket, state, System::nanoTime);
            verbEndpoints.socket = own.file();
            LOG.info("verbs at={}", own.file());
            return opened::close;
        });
        if (http.port() != 0) {
            verbEndpoints.tryTo(problem -> setAside.stop(SetAside.HTTP, problem), () -> {
                LocalHttpServer opened = LocalHttpServer.start(http, verbs, sources);
                return opened::close;
            });
        }
        return verbEndpoints;
    }

    /** The socket's file; null when there is none. */
    @Nullable
    Path socket() {
        return socket;
    }

    private void tryTo(Consumer<Problem> otherwise, Supplier<Runnable> opening) {
        try {
            closings.add(opening.get());
        } catch (ProblemException e) {
            LOG.error("{}", e.problem().line());
            otherwise.accept(e.problem());
        }
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
