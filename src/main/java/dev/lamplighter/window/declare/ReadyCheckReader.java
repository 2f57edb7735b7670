package dev.lamplighter.window.declare;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code ready:} of a window. */
final class ReadyCheckReader {
    private static final List<String> KEYS = List.of("http", "contains", "within");
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final Problems problems;

    ReadyCheckReader(Problems problems) {
        this.problems = problems;
    }

    /** The check; null if it has a mistake, which is reported. */
    @Nullable
    ReadyCheck read(Node node) {
        YamlMapping ready = YamlMapping.of(node, "ready", KEYS, problems);
        Optional<URI> http = ready.required("http", ScalarParsers::http);
        Optional<String> contains = ready.value("contains", text -> text);
        Duration within = ready.value("within", ScalarParsers::positiveDuration).orElse(WITHIN);
        return http.map(page -> new ReadyCheck(page, contains.orElse(null), within))
                .orElse(null);
    }
}
