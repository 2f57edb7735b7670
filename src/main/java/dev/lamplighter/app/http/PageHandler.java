package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verbs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    /** Nothing but this page's own files; the letter has its style within. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String LETTER_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    private final PageSources sources;
    private final PageState state;
    private final Verbs verbs;
    private final Credentials credentials;
    private final StateFeed whole;
    private final StateFeed open;
    private final EventStream events;

    PageHandler(PageSources sources, Verbs verbs, Credentials credentials, InstantSource clock) {
        this.sources = sources;
        this.verbs = verbs;
        this.credentials = credentials;
        this.state = new PageState(sources, verbs);
        this.whole = new StateFeed(state::whole);
        this.open = new StateFeed(state::open);
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
                sendJson(exchange, 200, credentials.areIn(exchange) ? state.whole() : state.open());
            }
            case "/api/events" -> {
                require("GET", exchange);
                events.begin(exchange, credentials.areIn(exchange));
            }
            case "/api/session" -> session(exchange);
            case "/letter" -> letter(exchange);
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
            exchange.getResponseHeaders().set("Set-Cookie", Credentials.removeCookie());
            sendJson(exchange, 200, JSON.createObjectNode().put("known", false));
            return;
        }
        require("POST", exchange);
        String given = JsonBody.of(exchange).getOrDefault("token", "");
        if (!credentials.isToken(given)) {
            throw new ResponseStatusException(401, "this is not the token; lamplighter page prints a link with it");
        }
        exchange.getResponseHeaders().set("Set-Cookie", Credentials.setCookie(given));
        sendJson(exchange, 200, JSON.createObjectNode().put("known", true));
    }

    /** The cost letter of a month, made from the kept answers. */
    private void letter(HttpExchange exchange) throws IOException, ResponseStatusException {
        require("GET", exchange);
        if (!credentials.areIn(exchange)) {
            throw new ResponseStatusException(401, "show the token");
        }
        if (verbs.find("costs letter-json").isEmpty()) {
            throw new ResponseStatusException(404, "costs are off");
        }
        String answer = verbs.call("costs letter-json", Map.of(), CALLER).get(0);
        String html = JSON.readTree(answer).path("letters").path(0).path("html").asText();
        send(exchange, 200, "text/html; charset=utf-8", LETTER_POLICY, html.getBytes(StandardCharsets.UTF_8));
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
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new ResponseStatusException(405, "allowed is " + method);
        }
    }

    private static void sendJson(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        send(exchange, status, "application/json", POLICY, JSON.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, int status, String type, String policy, byte[] content)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        whole.close();
        open.close();
    }
}
