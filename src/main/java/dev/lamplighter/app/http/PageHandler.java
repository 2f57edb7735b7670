package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verbs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;

/**
 * Serves the status page and its state, the health and the metrics.
 *
 * <p>The page, the light, the next windows, health and metrics are open to the users of this machine; costs, names and the
 * letter need the token.
 */
final class PageHandler implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller CALLER = new Caller("page", "");
    /** A machine that is busy takes seconds; what takes longer has stopped. */
    private static final Duration LONGEST_COLLECTION = Duration.ofSeconds(10);
    /** Nothing but this page's own files; the letter has its style within. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String LETTER_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final PageSources sources;
    private final PageState state;
    private final Verbs verbs;
    private final TokenAuthenticator authenticator;
    private final RequestThreads threads;
    private final StateFeed whole;
    private final StateFeed open;
    private final EventStream events;

    PageHandler(
            PageSources sources,
            Verbs verbs,
            TokenAuthenticator authenticator,
            RequestThreads threads,
            InstantSource clock) {
        this.sources = sources;
        this.verbs = verbs;
        this.authenticator = authenticator;
        this.threads = threads;
        this.state = new PageState(sources, verbs);
        this.whole = new StateFeed(state::whole, LONGEST_COLLECTION);
        this.open = new StateFeed(state::open, LONGEST_COLLECTION);
        this.events = new EventStream(whole, open, clock);
    }

    /**
     * Serves a request if its path is one of these.
     *
     * @return false if it is another's
     */
    boolean serves(HttpExchange exchange) throws IOException, ResponseStatusException {
        String path = exchange.getRequestURI().getPath();
        Optional<PageFile> file = PageFile.at(path);
        if (file.isPresent()) {
            require("GET", exchange);
            send(exchange, 200, file.get().type(), POLICY, file.get().content().getBytes(StandardCharsets.UTF_8));
            return true;
        }
        switch (path) {
            case "/api/status" -> {
                require("GET", exchange);
                boolean known = authenticator.isAuthorised(exchange);
                sendJson(exchange, 200, threads.carriedOut(known ? state::whole : state::open));
            }
            case "/api/events" -> {
                require("GET", exchange);
                events.begin(exchange, authenticator.isAuthorised(exchange));
            }
            case "/api/session" -> session(exchange);
            case "/letter" -> letter(exchange);
            case "/chart.svg" -> chart(exchange);
            case "/health/live" -> health(exchange, true);
            case "/health/ready" -> health(exchange, false);
            case "/metrics" -> {
                require("GET", exchange);
                send(
                        exchange,
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        POLICY,
                        MetricsText.of(sources.service(), sources.routes().routes())
                                .getBytes(StandardCharsets.UTF_8));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Gives the cookie for the token, which the page takes from its link, or takes the cookie back. */
    private void session(HttpExchange exchange) throws IOException, ResponseStatusException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            exchange.getResponseHeaders().set("Set-Cookie", TokenAuthenticator.removeCookie());
            sendJson(exchange, 200, JSON.createObjectNode().put("known", false));
            return;
        }
        require("POST", exchange);
        String given = JsonBody.of(exchange).getOrDefault("token", "");
        if (!authenticator.isToken(given)) {
            throw new ResponseStatusException(401, "this is not the token; lamplighter page prints a link with it");
        }
        exchange.getResponseHeaders().set("Set-Cookie", TokenAuthenticator.setCookie(given));
        sendJson(exchange, 200, JSON.createObjectNode().put("known", true));
    }

    /** Shows the cost letter that was written last, by GET; has one written by its route, by POST. */
    private void letter(HttpExchange exchange) throws IOException, ResponseStatusException {
        boolean writes = exchange.getRequestMethod().equals("POST");
        if (!writes) {
            require("GET", "GET, POST", exchange);
        }
        requireCosts(exchange);
        Map<String, String> values = writes ? JsonBody.of(exchange) : QueryString.of(exchange);
        JsonNode answer = JSON.readTree(threads.carriedOut(
                () -> verbs.call(writes ? "costs letter-json" : "costs letter-kept-json", values, CALLER)
                        .get(0)));
        if (writes) {
            ObjectNode written = JSON.createObjectNode();
            ArrayNode letters = written.putArray("letters");
            answer.path("letters")
                    .forEach(letter -> letters.addObject()
                            .put("subject", letter.path("subject").asText())
                            .put("file", letter.path("file").asText()));
            sendJson(exchange, 200, written);
            return;
        }
        String html = answer.path("html").asText();
        if (html.isEmpty()) {
            throw new ResponseStatusException(404, "no such letter is kept; POST writes one, as costs letter does");
        }
        send(exchange, 200, "text/html; charset=utf-8", LETTER_POLICY, html.getBytes(StandardCharsets.UTF_8));
    }

    /** A chart of the state, as an image. */
    private void chart(HttpExchange exchange) throws IOException, ResponseStatusException {
        require("GET", exchange);
        requireCosts(exchange);
        String name = QueryString.of(exchange).getOrDefault("of", "");
        String svg = threads.carriedOut(() -> state.costs().svg(name))
                .orElseThrow(() -> new ResponseStatusException(404, "no such chart; /api/status names them"));
        send(exchange, 200, "image/svg+xml", LETTER_POLICY, svg.getBytes(StandardCharsets.UTF_8));
    }

    private void requireCosts(HttpExchange exchange) throws ResponseStatusException {
        if (!authenticator.isAuthorised(exchange)) {
            throw new ResponseStatusException(401, "show the token");
        }
        if (verbs.find("costs letter-json").isEmpty()) {
            throw new ResponseStatusException(404, "costs are off");
        }
    }

    /** 200 while all checks are up, else 503; each with its message. */
    private void health(HttpExchange exchange, boolean liveness) throws IOException, ResponseStatusException {
        require("GET", exchange);
        Collection<HealthCheck.Result> results = sources.routes().checks(liveness);
        boolean up = (liveness || sources.routes().isStarted())
                && results.stream().allMatch(result -> result.getState() == HealthCheck.State.UP);
        ObjectNode answer = JSON.createObjectNode().put("status", up ? "UP" : "DOWN");
        ArrayNode checks = answer.putArray("checks");
        results.forEach(result -> checks.addObject()
                .put("id", result.getCheck().getId())
                .put("status", result.getState().name())
                .put("message", result.getMessage().orElse("")));
        sendJson(exchange, up ? 200 : 503, answer);
    }

    private static void require(String method, HttpExchange exchange) throws ResponseStatusException {
        require(method, method, exchange);
    }

    private static void require(String method, String allowed, HttpExchange exchange) throws ResponseStatusException {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", allowed);
            throw new ResponseStatusException(405, "allowed is " + allowed);
        }
    }

    private static void sendJson(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        send(exchange, status, "application/json", POLICY, JSON.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, int status, String type, String policy, byte[] content)
            throws IOException {
        Responses.send(exchange, status, type, policy, content);
        exchange.close();
    }

    @Override
    public void close() {
        whole.close();
        open.close();
    }
}
