package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the values of {@code defaults:}, for windows that don't set them themselves. If a default was refused, a window that
 * needs it is set aside rather than run with a value that isn't in the file.
 */
final class WindowDefaults {
    private static final Map<String, ScalarParser<?>> PARSERS = parsers();
    static final List<String> KEYS = List.copyOf(PARSERS.keySet());

    private final Map<String, Optional<?>> written = new HashMap<>();

    private WindowDefaults() {}

    private static Map<String, ScalarParser<?>> parsers() {
        Map<String, ScalarParser<?>> parsers = new LinkedHashMap<>();
        parsers.put("zone", ScalarParsers::zone);
        parsers.put("lead", ScalarParsers::duration);
        parsers.put("readyBy", ScalarParsers::duration);
        parsers.put("grace", ScalarParsers::duration);
        parsers.put("addressesAt", ScalarParsers::addressesAt);
        parsers.put("manual", ScalarParsers::manual);
        parsers.put("then", ScalarParsers::then);
        parsers.put("maxRuntimeOutside", ScalarParsers::runtimeOutside);
        List.of(
                        AccountRegionReader.REGION,
                        AccountRegionReader.ACCOUNT,
                        AccountRegionReader.ROLE,
                        AccountRegionReader.EXTERNAL_ID)
                .forEach(key -> parsers.put(key.name(), key.parser()));
        return parsers;
    }

    static WindowDefaults none() {
        return new WindowDefaults();
    }

    static WindowDefaults read(YamlMapping yamlMapping) {
        WindowDefaults windowDefaults = new WindowDefaults();
        for (String key : KEYS) {
            ScalarParser<?> parser = PARSERS.get(key);
            if (parser != null && yamlMapping.has(key)) {
                windowDefaults.written.put(key, yamlMapping.value(key, parser));
            }
        }
        return windowDefaults;
    }

    /** Like {@link #valueOf}, for a key that may be absent from both. */
    <T> Optional<T> optional(YamlMapping window, Key<T> key, Problems problems) {
        return window.has(key.name()) || written.containsKey(key.name())
                ? valueOf(window, key, problems)
                : Optional.empty();
    }

    /** The window's own value, or else the default, or else {@code builtIn}; empty if a problem was reported. */
    <T> Optional<T> valueOf(YamlMapping window, Key<T> key, Problems problems) {
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
                    new InvalidValueException(
                            WindowProblemCode.VALUE_ELSEWHERE_UNUSABLE,
                            "the one in defaults can't be used",
                            "correct it there or write it here"));
        }
        return written.map(key.type()::cast);
    }

    /** A key that both a window and the defaults may have. */
    record Key<T>(String name, Class<T> type, ScalarParser<T> parser, Optional<T> builtIn) {}
}
