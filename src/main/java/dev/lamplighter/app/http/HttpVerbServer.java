package dev.lamplighter.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigCode;
import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.code.ProblemCodes;
import dev.lamplighter.base.code.WindowCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the verbs over HTTP on 127.0.0.1, for callers that can read the token file. A web page in a browser is refused
 * because it has no token, and in any case if it uses another host name than this machine's (DNS rebinding).
 */
public final class HttpVerbServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerbServer.class);
    /** In bytes: room for a long crontab, and far less than the heap. */
    private static final int LARGEST_BODY = 64 * 1024;

    private static final Caller CALLER = new Caller("http", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The HTTP status for problems whose {@link Problem.Kind} alone doesn't decide it. */
    private static final Map<ProblemCode, Integer> STATUS = Map.of(
            WindowCode.NO_SUCH_WINDOW, 404,
            WindowCode.NO_SUCH_INSTANCE, 404,
            WindowCode.NOT_POSSIBLE_NOW, 409,
            WindowCode.OTHER_COPY_ACTS, 409,
            WindowCode.VALUE_NOT_UNDERSTOOD, 400,
            ConfigCode.VERB_VALUE_REFUSED, 400);

    private final HttpServer server;
    private final RequestThreads threads;
    private final byte[] token;
    private final Verbs verbs;

    private HttpVerbServer(HttpServer server, RequestThreads threads, String token, Verbs verbs) {
        this.server = server;
        this.threads = threads;
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        this.verbs = verbs;
    }

    /**
     * Begins to listen.
     *
     * @throws ProblemException when the token can't be read or made or the port can't be opened
     */
    public static HttpVerbServer start(HttpSettings settings, Verbs verbs) {
        String token = TokenFile.read(settings.tokenFile());
        // A caller that never finishes its request must not keep a thread (seconds; read once by the JDK's server).
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 0);
            RequestThreads threads = new RequestThreads();
            HttpVerbServer http = new HttpVerbServer(server, threads, token, verbs);
            server.setExecutor(threads);
            server.createContext("/", http::handle);
            server.start();
            LOG.info("local HTTP at=http://127.0.0.1:{}/ token={}", http.port(), settings.tokenFile());
            return http;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ConfigCode.HTTP_PORT_TAKEN,
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
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ObjectNode answer = JSON.createObjectNode();
            int status;
            try {
                answer.set("lines", JSON.valueToTree(answer(exchange)));
                status = 200;
            } catch (HttpStatusException e) {
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
        }
    }

    private List<String> answer(HttpExchange exchange) throws HttpStatusException, IOException {
        requireThisMachine(exchange.getRequestHeaders().getOrDefault("Host", List.of()));
        requireToken(exchange);
        Verb verb = verb(exchange.getRequestURI().getPath());
        boolean acts = verb.effect() == Effect.ACTS;
        String method = acts ? "POST" : "GET";
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new HttpStatusException(405, "allowed is " + method);
        }
        Map<String, String> values =
                acts ? body(exchange) : query(exchange.getRequestURI().getRawQuery());
        if (!threads.carryOut()) {
            throw new HttpStatusException(503, "others come faster than this was sent");
        }
        try {
            return verbs.call(verb.name(), values, CALLER);
        } finally {
            threads.readOn();
        }
    }

    /** The verb of a path. Verbs that may take minutes are not offered, because only the command line waits that long. */
    private Verb verb(String path) throws HttpStatusException {
        return verbs.find(path.substring(1).replace('/', ' '))
                .filter(HttpVerbServer::isOffered)
                .orElseThrow(() -> new HttpStatusException(
                        404,
                        "no such verb; there are "
                                + String.join(
                                        ", ",
                                        verbs.all().stream()
                                                .filter(HttpVerbServer::isOffered)
                                                .map(verb -> "/" + verb.name().replace(' ', '/'))
                                                .toList())));
    }

    private static boolean isOffered(Verb verb) {
        return verb.effect() != Effect.WORKS;
    }

    private void requireThisMachine(List<String> hosts) throws HttpStatusException {
        List<String> ours = List.of("127.0.0.1:" + port(), "localhost:" + port());
        if (hosts.size() != 1 || !ours.contains(hosts.get(0).toLowerCase(Locale.ROOT))) {
            throw new HttpStatusException(421, "ask for " + ours.get(0));
        }
    }

    private void requireToken(HttpExchange exchange) throws HttpStatusException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] given = shown == null || !shown.startsWith("Bearer ")
                ? new byte[0]
                : shown.substring("Bearer ".length()).strip().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(token, given)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new HttpStatusException(401, "show the token: Authorization: Bearer <content of http.token-file>");
        }
    }

    private static Map<String, String> body(HttpExchange exchange) throws HttpStatusException, IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new HttpStatusException(415, "send application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new HttpStatusException(413, "larger than " + LARGEST_BODY + " bytes");
        }
        Map<String, String> values = new TreeMap<>();
        try {
            JsonNode object = JSON.readTree(body);
            if (object == null || !object.isObject()) {
                throw new HttpStatusException(400, "send one JSON object");
            }
            object.properties()
                    .forEach(
                            field -> values.put(field.getKey(), field.getValue().asText()));
        } catch (JsonProcessingException e) {
            throw new HttpStatusException(400, "not JSON: " + e.getOriginalMessage());
        }
        return values;
    }

    private static Map<String, String> query(@Nullable String query) throws HttpStatusException {
        Map<String, String> values = new TreeMap<>();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new HttpStatusException(400, "not name=value: " + pair);
            }
            try {
                values.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new HttpStatusException(400, "not URL-encoded: " + pair);
            }
        }
        return values;
    }

    private static int status(Problem problem) {
        return ProblemCodes.find(problem.code())
                .map(STATUS::get)
                .orElseGet(() -> problem.kind() == Problem.Kind.USER ? 400 : 503);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
