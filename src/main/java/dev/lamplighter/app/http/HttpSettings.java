package dev.lamplighter.app.http;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;

/**
 * Holds the settings {@code http.*} of application.properties.
 *
 * @param port on 127.0.0.1; 0 for none
 * @param tokenFile holds the token that a caller has to send
 */
public record HttpSettings(int port, Path tokenFile) {
    public static HttpSettings of(Settings settings) {
        return new HttpSettings(
                settings.optional("http.port").isPresent() ? settings.integer("http.port", 0, 1, 65535) : 0,
                settings.path("http.token-file", "work/http.token"));
    }
}
