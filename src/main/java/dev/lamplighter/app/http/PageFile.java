package dev.lamplighter.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a file of the status page. There are these and no others, so that no path leads out of them.
 *
 * @param content text, all of it
 * @param type its media type
 */
record PageFile(String content, String type) {
    private static final Map<String, String> NAMES = Map.of(
            "/", "page.html",
            "/page.css", "page.css",
            "/page.js", "page.js",
            "/icon.svg", "icon.svg");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** The file at a path of a URL; empty if there is none. */
    static Optional<PageFile> at(String path) throws IOException {
        String name = NAMES.get(path);
        if (name == null) {
            return Optional.empty();
        }
        try (InputStream file = Objects.requireNonNull(PageFile.class.getResourceAsStream(name), name)) {
            String ending = name.substring(name.lastIndexOf('.') + 1);
            return Optional.of(new PageFile(
                    new String(file.readAllBytes(), StandardCharsets.UTF_8),
                    Objects.requireNonNull(TYPES.get(ending))));
        }
    }
}
