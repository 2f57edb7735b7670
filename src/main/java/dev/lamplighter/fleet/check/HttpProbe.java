package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an instance by HTTP: GETs a URL made for the instance and compares status and body; redirects are answers like
 * others.
 *
 * @param url with {@code {id}}, {@code {name}}, {@code {privateIp}}, {@code {publicIp}} in it
 * @param status the expected status
 * @param contains what the first 64 KiB of the body must contain; empty for anything
 * @param timeout of connecting, and again of waiting for the answer
 */
public record HttpProbe(String url, int status, String contains, Duration timeout, InstantSource clock)
        implements Probe {
    /** A health page is short; an endless stream must not fill the heap. */
    private static final int LARGEST_BODY = 1 << 16;

    @Override
    public Outcome ask(Instance instance) {
        Optional<String> filled = fill(instance);
        if (filled.isEmpty()) {
            return Outcome.fail("no address for " + url);
        }
        try {
            return get(URI.create(filled.get()));
        } catch (IOException e) {
            return Outcome.fail(filled.get() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Outcome.fail("not a URL: " + filled.get());
        }
    }

    /** The URL for an instance; empty if the instance has no value for one of the placeholders. */
    private Optional<String> fill(Instance instance) {
        Map<String, Optional<String>> parts = new LinkedHashMap<>();
        parts.put("{id}", Optional.of(instance.id()));
        parts.put("{name}", Optional.of(encoded(instance.name())));
        parts.put("{privateIp}", Optional.ofNullable(instance.privateIp()));
        parts.put("{publicIp}", Optional.ofNullable(instance.publicIp()));
        String filled = url;
        for (Map.Entry<String, Optional<String>> part : parts.entrySet()) {
            if (filled.contains(part.getKey())) {
                if (part.getValue().isEmpty()) {
                    return Optional.empty();
                }
                filled = filled.replace(part.getKey(), part.getValue().get());
            }
        }
        return Optional.of(filled);
    }

    private Outcome get(URI uri) throws IOException {
        URLConnection opened = uri.toURL().openConnection();
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException("neither http nor https");
        }
        try {
            connection.setConnectTimeout(millis());
            connection.setReadTimeout(millis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("User-Agent", "lamplighter");
            connection.setRequestProperty("Connection", "close");
            int got = connection.getResponseCode();
            if (got != status) {
                return Outcome.fail("HTTP " + got + ", expected " + status);
            }
            return contains.isEmpty() || body(connection).contains(contains)
                    ? Outcome.pass("HTTP " + got)
                    : Outcome.fail("HTTP " + got + ", but the body doesn't contain \"" + contains + "\"");
        } finally {
            connection.disconnect();
        }
    }

    /** Reads the body; gives up if it doesn't end within the timeout, even if bytes keep coming. */
    private String body(HttpURLConnection connection) throws IOException {
        long end = clock.millis() + timeout.toMillis();
        byte[] bytes = new byte[LARGEST_BODY];
        int length = 0;
        InputStream errors = connection.getErrorStream();
        try (InputStream body = errors == null ? connection.getInputStream() : errors) {
            int read = body.read(bytes);
            while (read > 0) {
                length += read;
                if (clock.millis() > end) {
                    throw new IOException("the body doesn't end within " + timeout);
                }
                read = body.read(bytes, length, bytes.length - length);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private int millis() {
        return (int) timeout.toMillis();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
