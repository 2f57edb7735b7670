package dev.lamplighter.app.http;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request carries the token: in the header {@code Authorization: Bearer}, as programs send it, or in the
 * cookie that the page gets for it.
 *
 * <p>A browser never sends the cookie with a request that another site has caused (SameSite=Strict), and a script can't
 * read it (HttpOnly). A request by cookie that changes something must also come from this page by its {@code Origin}.
 */
final class TokenAuthenticator {
    private static final String COOKIE = "lamplighter";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private final byte[] token;

    TokenAuthenticator(String token) {
        this.token = bytes(token);
    }

    /** Whether the caller may see and do everything. */
    boolean isAuthorised(HttpExchange exchange) {
        return isToken(bearer(exchange)) || (isFromThisPage(exchange) && isToken(cookie(exchange)));
    }

    boolean isToken(@Nullable String given) {
        return given != null && MessageDigest.isEqual(token, bytes(given));
    }

    /** The header that gives the browser the cookie, until it is closed. */
    static String setCookie(String token) {
        return COOKIE + "=" + token + ATTRIBUTES;
    }

    /** The header that takes the cookie back. */
    static String removeCookie() {
        return COOKIE + "=" + ATTRIBUTES + "; Max-Age=0";
    }

    private static @Nullable String bearer(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        return shown == null || !shown.startsWith("Bearer ")
                ? null
                : shown.substring("Bearer ".length()).strip();
    }

    private static @Nullable String cookie(HttpExchange exchange) {
        for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (String pair : header.split(";", -1)) {
                if (pair.strip().startsWith(COOKIE + "=")) {
                    return pair.strip().substring(COOKIE.length() + 1);
                }
            }
        }
        return null;
    }

    /** GET changes nothing; whatever else a browser sends names the page it comes from. */
    private static boolean isFromThisPage(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                || ("http://" + exchange.getRequestHeaders().getFirst("Host"))
                        .equals(exchange.getRequestHeaders().getFirst("Origin"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
