package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
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
 * Initializes Camel Main with the settings {@code camel.*}. Camel would end the process at a setting that it refuses; here
 * the setting is reported and replaced by its default.
 */
public final class CamelSettings {
    /** Earlier files have it. It says what is so anyway, and would have Camel make the component, with its client. */
    private static final Map.Entry<String, String> SAID_ANYWAY =
            Map.entry("camel.component.aws2-s3.auto-create-bucket", "false");

    private final Map<String, String> defaults;
    private final Consumer<Problem> refused;

    /**
     * @param defaults the defaults in the jar
     * @param refused takes a problem for each refused key, with the key as its place
     */
    public CamelSettings(Map<String, String> defaults, Consumer<Problem> refused) {
        this.defaults = Map.copyOf(defaults);
        this.refused = refused;
    }

    /**
     * Makes and initializes Camel Main, once more after each key that it refuses.
     *
     * @throws Exception that Camel throws for another reason
     */
    public Main initialize(Function<Properties, Main> make, Properties properties) throws Exception {
        Properties left = new Properties();
        left.putAll(properties);
        left.remove(SAID_ANYWAY.getKey(), SAID_ANYWAY.getValue());
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

    /** The refused key as the properties have it; Camel's exception has it in another form. */
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
                ConfigProblemCode.UNKNOWN_KEY,
                key,
                "got \"" + cause.getValue() + "\"",
                cause.getCause() == null
                        ? "Camel has no such key"
                        : RouteFailureAnalyzer.firstLine(
                                String.valueOf(cause.getCause().getMessage())),
                "see Camel's list of " + cause.getOptionPrefix().replaceFirst("\\.$", "") + ".* keys");
    }
}
