package dev.lamplighter.sandbox.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, read just far enough to know who is meant.
 *
 * @param service signing name from the credential scope; null when the call isn't signed
 * @param target the prefix of {@code X-Amz-Target}, as in {@code AmazonAthena}; null in the query protocols
 * @param operation as AWS writes it; null when the call names none
 */
record WireCall(
        @Nullable String service,
        @Nullable String target,
        @Nullable String operation,
        String body) {
    private static final Pattern CREDENTIAL_SCOPE = Pattern.compile("Credential=[^/,]+/\\d+/[^/,]*/([^/,]+)/");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    static WireCall read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Headers headers = exchange.getRequestHeaders();
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            int dot = target.lastIndexOf('.');
            return new WireCall(
                    signingName(headers), target.substring(0, Math.max(0, dot)), target.substring(dot + 1), body);
        }
        if (body.isEmpty() && exchange.getRequestURI().getRawQuery() != null) {
            body = exchange.getRequestURI().getRawQuery();
        }
        Matcher action = ACTION.matcher(body);
        return new WireCall(signingName(headers), null, action.find() ? action.group(1) : null, body);
    }

    private static @Nullable String signingName(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null) {
            return null;
        }
        Matcher scope = CREDENTIAL_SCOPE.matcher(authorization);
        return scope.find() ? scope.group(1) : null;
    }
}
