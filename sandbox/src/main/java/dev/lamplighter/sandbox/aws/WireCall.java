package dev.lamplighter.sandbox.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds an HTTP request, read just far enough to know who is meant.
 *
 * @param service signing name from the credential scope; null when the call isn't signed
 * @param target the prefix of {@code X-Amz-Target}, as in {@code AmazonAthena}; null in the query protocols
 * @param operation as AWS writes it; null when the call names none
 * @param body as UTF-8; of CBOR a character for each byte
 * @param isCbor whether it is a call of Smithy's RPC v2 in CBOR
 */
record WireCall(
        @Nullable String service,
        @Nullable String target,
        @Nullable String operation,
        String body,
        boolean isCbor) {
    private static final Pattern RPC_PATH = Pattern.compile(".*/service/[^/]+/operation/(\\w+)");
    private static final Pattern CREDENTIAL_SCOPE = Pattern.compile("Credential=[^/,]+/\\d+/[^/,]*/([^/,]+)/");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    static WireCall read(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Headers headers = exchange.getRequestHeaders();
        Matcher path = RPC_PATH.matcher(exchange.getRequestURI().getPath());
        if (CborProtocol.MEDIA_TYPE.equals(headers.getFirst("Content-Type")) && path.matches()) {
            return new WireCall(
                    signingName(headers), null, path.group(1), new String(bytes, StandardCharsets.ISO_8859_1), true);
        }
        String body = new String(bytes, StandardCharsets.UTF_8);
        String target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            int dot = target.lastIndexOf('.');
            return new WireCall(
                    signingName(headers),
                    target.substring(0, Math.max(0, dot)),
                    target.substring(dot + 1),
                    body,
                    false);
        }
        if (body.isEmpty() && exchange.getRequestURI().getRawQuery() != null) {
            body = exchange.getRequestURI().getRawQuery();
        }
        Matcher action = ACTION.matcher(body);
        return new WireCall(signingName(headers), null, action.find() ? action.group(1) : null, body, false);
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
