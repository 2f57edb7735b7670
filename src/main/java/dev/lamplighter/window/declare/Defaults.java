package dev.lamplighter.window.declare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for every window that says nothing else. A window that would need a refused default is set aside rather than
 * run with a value that nobody wrote.
 */
final class Defaults {
    static final List<String> KEYS = List.of("zone", "lead", "readyBy", "grace", "manual", "then");
    private static final Map<String, ValueParser<?>> PARSERS = Map.of(
            "zone", Values::zone,
            "lead", Values::duration,
            "readyBy", Values::duration,
            "grace", Values::duration,
            "manual", Values::manual,
            "then", Values::then);

    private final Map<String, Optional<?>> written = new HashMap<>();

    private Defaults() {}

    static Defaults none() {
        return new Defaults();
    }

    static Defaults read(Fields fields) {
        Defaults defaults = new Defaults();
        for (String key : KEYS) {
            ValueParser<?> parser = PARSERS.get(key);
            if (parser != null && fields.has(key)) {
                defaults.written.put(key, fields.value(key, parser));
            }
        }
        return defaults;
    }

    /** The window's own value, else the default's, else {@code builtIn}; empty after a problem was reported. */
    <T> Optional<T> valueOf(Fields window, Key<T> key, Problems problems) {
        if (window.has(key.name())) {
            return window.value(key.name(), key.parser());
        }
        Optional<?> written = this.written.get(key.name());
        if (written == null) {
            if (key.builtIn().isEmpty()) {
                window.missing(key.name());
            }
            return key.builtIn();
        }
        if (written.isEmpty()) {
            problems.add(
                    window.node(),
                    "no \"" + key.name() + "\"",
                    new RefusedValueException(
                            "WINDOW-007", "the one in defaults can't be used", "mend it there or write it here"));
        }
        return written.map(key.type()::cast);
    }

    /** A key that both a window and the defaults may have. */
    record Key<T>(String name, Class<T> type, ValueParser<T> parser, Optional<T> builtIn) {}
}
