package dev.lamplighter.app.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Sends whole answers, each with the headers that keep it out of caches, frames and pages of others. */
final class Responses {
    private Responses() {}

    /** One that nothing may run in or be loaded by. */
    static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        send(exchange, status, type, "default-src 'none'; frame-ancestors 'none'", content);
    }

    /** One with a Content-Security-Policy of its own. */
    static void send(HttpExchange exchange, int status, String type, String policy, byte[] content) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", policy);
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        boolean isEmpty = content.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isEmpty ? -1 : content.length);
        if (!isEmpty) {
            exchange.getResponseBody().write(content);
        }
    }
}
