package dev.lamplighter.app.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads the values of a request from the query of its address. */
final class QueryString {
    private QueryString() {}

    static Map<String, String> of(HttpExchange exchange) throws ResponseStatusException {
        Map<String, String> values = new TreeMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || query.isEmpty()) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new ResponseStatusException(400, "not name=value: " + pair);
            }
            try {
                String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (values.put(name, value) != null) {
                    throw new ResponseStatusException(400, "given twice: " + name);
                }
            } catch (IllegalArgumentException e) {
                throw new ResponseStatusException(400, "not URL-encoded: " + pair);
            }
        }
        return values;
    }
}
