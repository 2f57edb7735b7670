package dev.lamplighter.app.service;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every key and its value, resolved once: a system property of the same name wins over the file given by
 * {@code --properties}, which wins over {@code application.properties}, which wins over the defaults shipped in the jar.
 *
 * @param values key to value, {@code camel.*} keys included
 */
public record Configuration(Home home, Map<String, String> values) {
    /** Families whose last part the user chooses. */
    private static final List<String> OPEN_FAMILIES = List.of(
            "camel.",
            "light.source.",
            "light.check.",
            "panel.pin.",
            "panel.colour.",
            "cost.query.parameter.",
            "health.quiet-at-most.");

    public Configuration {
        values = Map.copyOf(values);
    }

    /** Reads all of them; of {@code overlays} later ones win. */
    public static Configuration load(Home home, List<Path> overlays) {
        Map<String, String> values = new TreeMap<>(defaults());
        List<Path> files = new ArrayList<>();
        files.add(home.applicationProperties());
        files.addAll(overlays);
        files.forEach(file -> values.putAll(read(file)));
        values.replaceAll((key, value) -> System.getProperty(key, value));
        return new Configuration(home, values);
    }

    /** This configuration with one value replaced. */
    public Configuration with(String key, String value) {
        Map<String, String> replaced = new TreeMap<>(values);
        replaced.put(key, value);
        return new Configuration(home, replaced);
    }

    public Settings settings() {
        return new Settings(values, home.folder());
    }

    /** The folder of the state database. */
    public Path stateFolder() {
        return settings().path("state.folder", "work");
    }

    /** For {@code {{keys}}} in routes and for Camel's own settings. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(values);
        properties.putAll(CostsFeature.routeProperties(settings()));
        return properties;
    }

    /** Keys that no part of the program reads: most likely misspelt. */
    public List<Problem> unknownKeys() {
        Set<String> known = defaults().keySet();
        return values.keySet().stream()
                .filter(key -> !known.contains(key) && OPEN_FAMILIES.stream().noneMatch(key::startsWith))
                .map(key -> new Problem(
                        "CONFIG-003",
                        key,
                        "unknown key",
                        "nothing reads it",
                        Suggestion.nearest(key, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("remove it")))
                .toList();
    }

    /** The shipped application.properties, which the build copies into the jar. */
    private static Map<String, String> defaults() {
        try (InputStream shipped = Configuration.class.getResourceAsStream("/application.properties")) {
            if (shipped == null) {
                throw new IllegalStateException("the jar holds no application.properties");
            }
            Properties properties = new Properties();
            properties.load(shipped);
            return strings(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return strings(properties);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "no such file", e);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemException unreadable(Path file, String why, Exception cause) {
        return new ProblemException(
                new Problem("CONFIG-011", file.toString(), "unreadable properties", why, "mend or name another file"),
                cause);
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> strings.put(key, properties.getProperty(key)));
        return strings;
    }
}
