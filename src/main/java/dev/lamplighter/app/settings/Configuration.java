package dev.lamplighter.app.settings;

import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.base.LoginUser;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.WindowSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resolves every key to its value, once. In order of precedence: a system property of the same name, the file given by
 * {@code --properties}, {@code application.properties}, the defaults in the jar. A value that can't be used is replaced by
 * its default; see {@link SettingsCheck}.
 */
public final class Configuration {
    private static final String WINDOWS_FILE = "windows.file";
    private static final String MAIN_FILE = "application.properties";

    /** Families of keys whose last part the user chooses, as regular expressions. */
    private static final List<String> OPEN_FAMILIES = List.of(
            "camel.",
            "light.source.",
            "light.check.",
            "panel.pin.",
            "panel.colour.",
            "cost.query.parameter.",
            "cost.budget.",
            "health.quiet-at-most.");

    private final InstallDirectory installDirectory;
    private final Map<String, String> values;
    private final Map<String, String> places;
    private final List<Problem> remarks;
    private final Map<String, Problem> doubts;
    private final SettingsCheck examined;

    private Configuration(
            InstallDirectory installDirectory,
            Map<String, String> values,
            Map<String, String> places,
            List<Problem> remarks,
            Map<String, Problem> doubts) {
        this.installDirectory = installDirectory;
        this.values = Map.copyOf(values);
        this.places = Map.copyOf(places);
        this.remarks = List.copyOf(remarks);
        this.doubts = Map.copyOf(doubts);
        this.examined = SettingsCheck.of(new Settings(values, installDirectory.folder()), defaults());
    }

    /** Reads all files; of {@code overlays} later ones win. */
    public static Configuration load(InstallDirectory installDirectory, List<Path> overlays) {
        Map<String, String> values = new TreeMap<>(defaults());
        Map<String, String> places = new HashMap<>();
        List<Problem> remarks = new ArrayList<>();
        Map<String, Problem> doubts = new TreeMap<>();
        List<PropertiesFile> files = new ArrayList<>();
        files.add(PropertiesFile.read(installDirectory.applicationProperties(), MAIN_FILE));
        overlays.forEach(overlay -> files.add(PropertiesFile.read(overlay, overlay.toString())));
        for (PropertiesFile file : files) {
            values.putAll(file.values());
            places.putAll(file.places());
            remarks.addAll(file.remarks());
            doubts.keySet().removeAll(file.values().keySet());
            doubts.putAll(file.doubts());
        }
        values.replaceAll((key, value) -> {
            String given = System.getProperty(key);
            if (given != null) {
                places.put(key, "system property");
                doubts.remove(key);
            }
            return given == null ? value : given;
        });
        new DeprecatedSettings(values, places, remarks).replace();
        return new Configuration(installDirectory, values, places, remarks, doubts);
    }

    /** This configuration with one value replaced. */
    public Configuration with(String key, String value) {
        Map<String, String> replaced = new TreeMap<>(values);
        replaced.put(key, value);
        return new Configuration(installDirectory, replaced, places, remarks, doubts);
    }

    /** This configuration with all of the costs switched off. */
    public Configuration withoutCosts() {
        return with("cost.enabled", "false").with("cost.text.enabled", "false");
    }

    public InstallDirectory home() {
        return installDirectory;
    }

    /** The settings; a value that can't be used is replaced by its default. */
    public Settings settings() {
        return examined.sound();
    }

    /** Every setting as it was written, by key; a secret only by whether it is set. */
    public List<ShownSetting> shown() {
        Map<String, String> defaults = defaults();
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(one -> new ShownSetting(
                                one.getKey(),
                                SecretSettings.shown(one.getKey(), one.getValue()),
                                SecretSettings.shown(one.getKey(), defaults.getOrDefault(one.getKey(), "")),
                                places.getOrDefault(one.getKey(), "default")))
                        .toList();
    }

    /** The folder of the state database. */
    public Path stateFolder() {
        return settings().path("state.folder", "work");
    }

    /** The properties for {@code {{keys}}} in routes and for Camel's own settings. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(settings().values());
        properties.keySet().removeIf(key -> SecretSettings.isSecret(key.toString()));
        properties.putAll(CostRouteSettings.routeProperties(settings()));
        properties.putAll(WindowSettings.routeProperties(settings()));
        properties.putAll(MessageSettings.of(settings()).routeProperties());
        return properties;
    }

    /** The check of all settings. */
    public SettingsCheck examined() {
        return examined;
    }

    /**
     * A new list of everything that is set aside, with every value that can't be used. It also finds the file and line of
     * problems that are added later.
     */
    public SetAside setAside() {
        SetAside setAside = new SetAside(this::located);
        for (SetAside.Entry entry : examined.entries()) {
            if (entry.stopsArea()) {
                setAside.stop(entry.area(), entry.problem());
            } else {
                setAside.add(entry.area(), entry.problem());
            }
        }
        return setAside;
    }

    /**
     * Refuses a command that works on an area which is set aside as a whole.
     *
     * @throws RefusedConfigurationException with everything that sets it aside
     */
    public void require(String area) {
        List<Problem> stopping =
                examined.stopping(area).stream().map(this::located).toList();
        if (!stopping.isEmpty()) {
            throw RefusedConfigurationException.ofCommand(stopping);
        }
    }

    /** Every value that can't be used, with its place; those without which the service can't start come first. */
    public List<Problem> refused() {
        return Stream.concat(
                        examined.fatal().stream(), examined.entries().stream().map(SetAside.Entry::problem))
                .map(this::located)
                .toList();
    }

    /** Settings that may have been read differently from what was intended, except those that are refused anyway. */
    public List<Problem> remarks() {
        return remarksBeside(
                Stream.concat(refused().stream(), unknownKeys().stream()).toList());
    }

    /** The remarks that none of {@code problems} covers already. */
    public List<Problem> remarksBeside(List<Problem> problems) {
        Set<String> told = problems.stream().map(Problem::where).collect(Collectors.toSet());
        return Stream.concat(remarks.stream(), doubts.values().stream().filter(doubt -> !told.contains(doubt.where())))
                .toList();
    }

    /** Warnings of files of this configuration that another user may change. */
    public List<Problem> writableByOthers() {
        return WritableByOthersCheck.warnings(
                List.of(
                        installDirectory.applicationProperties(),
                        installDirectory.routes(),
                        settings().path("windows.file", "windows.yaml"),
                        settings().path("windows.hooks", "hooks"),
                        settings().path("cost.queries", "queries")),
                LoginUser.name());
    }

    /** Keys that no part of the program reads, most likely misspelt. */
    public List<Problem> unknownKeys() {
        Set<String> known = defaults().keySet();
        return values.keySet().stream()
                .filter(key -> !known.contains(key) && OPEN_FAMILIES.stream().noneMatch(key::startsWith))
                .filter(key -> !DeprecatedSettings.isRead(key))
                .map(key -> unknown(key, known))
                .toList();
    }

    private Problem unknown(String key, Set<String> known) {
        String fix = SettingNames.nearest(key, known, OPEN_FAMILIES)
                .map(near -> "did you mean " + near + "?")
                .orElse("remove it");
        return explained(
                key,
                new Problem(
                        ConfigProblemCode.UNKNOWN_KEY, placeOf(key), "unknown key " + key, "nothing reads it", fix));
    }

    /** The same problem with the file and the line of the setting that it names; one that names none stays as it is. */
    public Problem located(Problem problem) {
        if (problem.is(WindowProblemCode.FILE_UNREADABLE)) {
            return locatedFile(problem);
        }
        String key = problem.where();
        boolean isSetting = values.containsKey(key)
                || OPEN_FAMILIES.stream().anyMatch(key::startsWith)
                || key.matches("(aws|state|light|panel|windows|cost|http|alerts|health)\\.(?!yaml$)[a-z.-]+");
        return isSetting ? explained(key, problem.at(placeOf(key)).withWhat(key + " " + problem.what())) : problem;
    }

    /** A missing windows.yaml is reported at the setting that names it. */
    private Problem locatedFile(Problem problem) {
        Path file = settings().path(WINDOWS_FILE, "windows.yaml");
        boolean isMissing = problem.where().equals(String.valueOf(file.getFileName())) && !Files.exists(file);
        return isMissing
                ? explained(WINDOWS_FILE, problem.at(placeOf(WINDOWS_FILE)).withWhat("windows.file names " + file))
                : problem;
    }

    /** The same problem, with an explanation if the line was probably intended differently from how it was read. */
    private Problem explained(String key, Problem refused) {
        Problem doubt = doubts.get(key);
        if (doubt == null || !doubt.where().equals(refused.where())) {
            return refused;
        }
        int meanwhile = refused.fix().indexOf("; meanwhile ");
        return refused.withWhy(doubt.why())
                .withFix(doubt.fix() + (meanwhile < 0 ? "" : refused.fix().substring(meanwhile)));
    }

    /** The place of the key, or else of another key of its family: a check without a url is reported at its other keys. */
    private String placeOf(String key) {
        String place = places.get(key);
        if (place != null) {
            return place;
        }
        String family = key.replaceFirst("[^.]*$", "");
        Optional<String> relative = OPEN_FAMILIES.stream()
                .filter(open -> key.startsWith(open) && !family.equals(open))
                .flatMap(open -> places.keySet().stream().filter(other -> other.startsWith(family)))
                .sorted()
                .findFirst();
        return relative.map(other -> places.getOrDefault(other, MAIN_FILE)).orElse(MAIN_FILE);
    }

    /** The shipped application.properties, which the build copies into the jar. */
    public static Map<String, String> defaults() {
        try (InputStream shipped = Configuration.class.getResourceAsStream("/application.properties")) {
            if (shipped == null) {
                throw new IllegalStateException("the jar holds no application.properties");
            }
            Properties properties = new Properties();
            properties.load(shipped);
            Map<String, String> strings = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> strings.put(key, properties.getProperty(key)));
            return strings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
