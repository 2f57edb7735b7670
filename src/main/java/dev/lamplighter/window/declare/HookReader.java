package dev.lamplighter.window.declare;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code beforeReady} and {@code preStop} of a window. */
final class HookReader {
    static final String BEFORE_READY = "beforeReady";
    static final String PRE_STOP = "preStop";
    private static final List<String> KEYS = List.of("route", "within");
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final Problems problems;

    HookReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads the hooks.
     *
     * @param grace of the window; a stop that waits longer than that for its route would always be late
     */
    Hooks read(YamlMapping window, Optional<Duration> grace) {
        Hook stop = hook(window, PRE_STOP);
        if (stop != null && grace.isPresent() && stop.within().compareTo(grace.get()) >= 0) {
            problems.add(
                    window.get(PRE_STOP),
                    PRE_STOP + " within " + DurationText.written(stop.within()),
                    new InvalidValueException(
                            WindowProblemCode.HOOK_LONGER_THAN_GRACE,
                            "the machines have to be off " + DurationText.words(grace.get()) + " after its end (grace)",
                            "shorten within, or lengthen grace"));
        }
        return new Hooks(hook(window, BEFORE_READY), stop);
    }

    private @Nullable Hook hook(YamlMapping window, String key) {
        Node node = window.get(key);
        if (node == null) {
            return null;
        }
        YamlMapping hook = YamlMapping.of(node, key, KEYS, problems);
        Optional<String> route = hook.required("route", HookReader::route);
        Optional<Duration> within = hook.value("within", ScalarParsers::positiveDuration);
        String place = problems.place(hook.get("route"));
        return route.map(endpoint -> new Hook(endpoint, within.orElse(WITHIN), place))
                .orElse(null);
    }

    private static String route(String text) throws InvalidValueException {
        if (!text.matches("direct:[A-Za-z0-9._-]+")) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_HOOK_ENDPOINT,
                    "a route is named by where it begins, as direct: and a name",
                    "write it as in \"direct:stop-wowza\", and put a route that begins with from: direct:stop-wowza into routes/");
        }
        return text;
    }
}
