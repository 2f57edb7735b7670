package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;

/**
 * Brings Camel Main as far as its settings, the {@code camel.*} keys. One that it refuses would end the process; here it is told
 * and its default holds.
 */
public final class CamelSettings {
    private final Map<String, String> defaults;
    private final Consumer<Problem> refused;

    /**
     * @param defaults the shipped ones
     * @param refused hears of each key, which is the problem's place
     */
    public CamelSettings(Map<String, String> defaults, Consumer<Problem> refused) {
        this.defaults = Map.copyOf(defaults);
        this.refused = refused;
    }

    /**
     * Makes and initializes it, again for every key that is refused.
     *
     * @throws Exception what Camel throws for another reason
     */
    public Main initialize(Function<Properties, Main> make, Properties properties) throws Exception {
        Properties left = new Properties();
        left.putAll(properties);
        Set<String> told = new HashSet<>();
        while (true) {
            Main main = make.apply(left);
            try {
                main.init();
                return main;
            } catch (Exception e) {
                main.shutdown();
                PropertyBindingException cause = cause(e).orElseThrow(() -> e);
                String key = key(cause, left).orElseThrow(() -> e);
                String shipped = defaults.get(key);
                if (!told.add(key) || shipped == null) {
                    left.remove(key);
                } else {
                    left.setProperty(key, shipped);
                }
                refused.accept(problem(key, cause));
            }
        }
    }

    private static Optional<PropertyBindingException> cause(Exception failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof PropertyBindingException binding && binding.getOptionPrefix() != null) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    /** As it is written; Camel tells it in a form of its own. */
    private static Optional<String> key(PropertyBindingException cause, Properties properties) {
        String prefix = cause.getOptionPrefix().replaceFirst("\\.$", "");
        String told = plain(prefix + "." + cause.getOptionKey());
        return properties.stringPropertyNames().stream()
                .filter(key -> plain(key).equals(told))
                .findFirst();
    }

    private static String plain(String key) {
        return key.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static Problem problem(String key, PropertyBindingException cause) {
        return new Problem(
                "CONFIG-003",
                key,
                "got \"" + cause.getValue() + "\"",
                cause.getCause() == null
                        ? "Camel has no such key"
                        : RouteProblems.firstLine(
                                String.valueOf(cause.getCause().getMessage())),
                "see Camel's list of " + cause.getOptionPrefix().replaceFirst("\\.$", "") + ".* keys");
    }
}
