package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.MonotonicClock;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.TokenBucket;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.code.ProblemCodes;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the verbs, the status page, health and metrics over HTTP on 127.0.0.1. Verbs are for callers that can read the token
 * file. A page of another site in a browser is refused because it has no token, and in any case if it uses another host name
 * than this machine's (DNS rebinding).
 */
public final class LocalHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalHttpServer.class);
    private static final Caller CALLER = new Caller("http", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The HTTP status for problems whose {@link Problem.Kind} alone doesn't decide it. */
    private static final Map<ProblemCode, Integer> STATUS = Map.of(
            WindowProblemCode.NO_SUCH_WINDOW, 404,
            WindowProblemCode.NO_SUCH_INSTANCE, 404,
            WindowProblemCode.NOT_POSSIBLE_NOW, 409,
            WindowProblemCode.OTHER_COPY_ACTS, 409,
            WindowProblemCode.VALUE_NOT_UNDERSTOOD, 400,
            ConfigProblemCode.VERB_VALUE_REFUSED, 400);

    private final HttpServer server;
    private final RequestThreads threads;
    private final TokenAuthenticator authenticator;
    private static final int STRANGERS_PER_SECOND = 10;

    private final Verbs verbs;
    private final PageHandler page;
    /** Of all who don't show the token: a few pages that are loaded at once, and what they ask then. */
    private final TokenBucket strangers =
            new TokenBucket(60, STRANGERS_PER_SECOND, new MonotonicClock(InstantSource.system(), System::nanoTime));

    private LocalHttpServer(
            HttpServer server,
            RequestThreads threads,
            TokenAuthenticator authenticator,
            Verbs verbs,
            PageHandler page) {
        this.server = server;
        this.threads = threads;
        this.authenticator = authenticator;
        this.verbs = verbs;
        this.page = page;
    }

    /**
     * Begins to listen.
     *
     * @throws ProblemException when the token can't be read or made or the port can't be opened
     */
    public static LocalHttpServer start(HttpSettings settings, Verbs verbs, PageSources sources) {
        TokenAuthenticator authenticator = new TokenAuthenticator(TokenFile.read(settings.tokenFile()));
        // A caller that never finishes its request must not keep a thread (seconds; read once by the JDK's server).
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 0);
            RequestThreads threads = new RequestThreads();
            LocalHttpServer http = new LocalHttpServer(
                    server,
                    threads,
                    authenticator,
                    verbs,
                    new PageHandler(sources, verbs, authenticator, threads, InstantSource.system()));
            server.setExecutor(threads);
            server.createContext("/", http::handle);
            server.start();
            LOG.info("local HTTP at=http://127.0.0.1:{}/ token={}", http.port(), settings.tokenFile());
            return http;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ConfigProblemCode.HTTP_PORT_TAKEN,
                            "http.port",
                            "127.0.0.1:" + settings.port() + " can't be opened",
                            String.valueOf(e.getMessage()),
                            "choose a free port"),
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        page.close();
        server.stop(0);
        threads.close();
    }

    /** Answers a request; one that the page serves is closed by it, since a stream of events goes on after this. */
    private void handle(HttpExchange exchange) throws IOException {
        boolean served = false;
        try {
            ObjectNode answer = JSON.createObjectNode();
            int status;
            try {
                requireThisMachine(exchange);
                if (!authenticator.isAuthorised(exchange) && !strangers.take()) {
                    throw new ResponseStatusException(
                            429,
                            "asked too often; without the token it is " + STRANGERS_PER_SECOND + " times a second");
                }
                served = page.serves(exchange);
                if (served) {
                    return;
                }
                answer.set("lines", JSON.valueToTree(answer(exchange)));
                status = 200;
            } catch (ResponseStatusException e) {
                answer.put("refused", e.getMessage());
                status = e.status();
            } catch (ProblemException e) {
                answer.set("problem", JSON.valueToTree(e.problem()));
                status = status(e.problem());
            } catch (RuntimeException e) {
                LOG.warn(
                        "local HTTP failed path={} reason=\"{}\"",
                        exchange.getRequestURI().getRawPath(),
                        e.toString());
                answer.put("refused", "failed: " + e.getMessage());
                status = 500;
            }
            send(exchange, status, answer);
        } finally {
            if (!served) {
                exchange.close();
            }
        }
    }

    private List<String> answer(HttpExchange exchange) throws ResponseStatusException, IOException {
        requireToken(exchange);
        Verb verb = verb(exchange.getRequestURI().getPath());
        boolean acts = verb.effect() == Effect.ACTS;
        String method = acts ? "POST" : "GET";
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new ResponseStatusException(405, "allowed is " + method);
        }
        Map<String, String> values = acts ? JsonBody.of(exchange) : QueryString.of(exchange);
        return threads.carriedOut(() -> verbs.call(verb.name(), values, CALLER));
    }

    /** The verb of a path. Verbs that may take minutes are not offered, because only the command line waits that long. */
    private Verb verb(String path) throws ResponseStatusException {
        return verbs.find(path.substring(1).replace('/', ' '))
                .filter(LocalHttpServer::isOffered)
                .orElseThrow(() -> new ResponseStatusException(
                        404,
                        "no such verb; there are "
                                + String.join(
                                        ", ",
                                        verbs.all().stream()
                                                .filter(LocalHttpServer::isOffered)
                                                .map(verb -> "/" + verb.name().replace(' ', '/'))
                                                .toList())));
    }

    private static boolean isOffered(Verb verb) {
        return verb.effect() != Effect.WORKS;
    }

    /** By the header {@code Host}; a target that names a host of its own would win over it (RFC 9112, 3.2.2). */
    private void requireThisMachine(HttpExchange exchange) throws ResponseStatusException {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        List<String> ours = List.of("127.0.0.1:" + port(), "localhost:" + port());
        boolean names = exchange.getRequestURI().isAbsolute()
                || exchange.getRequestURI().getRawAuthority() != null;
        if (names || hosts.size() != 1 || !ours.contains(hosts.get(0).toLowerCase(Locale.ROOT))) {
            throw new ResponseStatusException(421, "ask for " + ours.get(0));
        }
    }

    private void requireToken(HttpExchange exchange) throws ResponseStatusException {
        if (!authenticator.isAuthorised(exchange)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new ResponseStatusException(
                    401, "show the token: Authorization: Bearer <content of http.token-file>");
        }
    }

    private static int status(Problem problem) {
        return ProblemCodes.find(problem.code())
                .map(STATUS::get)
                .orElseGet(() -> problem.kind() == Problem.Kind.USER ? 400 : 503);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        Responses.send(
                exchange,
                status,
                "application/json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(answer));
    }
}
