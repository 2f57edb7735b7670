package dev.lamplighter.app.settings;

import dev.lamplighter.app.health.RouteHealthSettings;
import dev.lamplighter.app.http.HttpSettings;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateSettings;
import dev.lamplighter.cost.query.CostBudget;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.PanelDrivers;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.journal.JournalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads all settings before anything is started, so that all values that can't be used are reported together and do the
 * least harm. A value with a safe default is replaced by it. A value without which an area can't work sets that area aside.
 * Without {@code aws.*} and {@code state.folder} the service doesn't start.
 */
public final class SettingsCheck {
    /** Settings of the panel for which no default is right: pixels would move, or another device would be written to. */
    private static final Set<String> LIGHT_NEEDS = Set.of(
            "panel.type",
            "panel.size",
            "panel.rotation",
            "panel.spi-device",
            "panel.i2c-bus",
            "panel.i2c-address",
            "panel.leds0-panel",
            "panel.overflow",
            "panel.aggregate-tag",
            "panel.pixels-file");

    /** Settings of the windows for which no default is right: with the wrong journal two copies of the service would act. */
    private static final Set<String> WINDOWS_NEED = Set.of("windows.file", "windows.journal.url");

    private static final Set<String> HTTP_NEEDS = Set.of("http.port", "http.token-file");

    /**
     * Settings of costs for which no default is right: there would be nothing to read, or it would be published under
     * another name.
     */
    private static final Set<String> COSTS_NEED = Set.of(
            "cost.enabled",
            "cost.source",
            "cost.report-name",
            "cost.target",
            "cost.athena.database",
            "cost.athena.table",
            "cost.athena.output",
            "cost.number-type");

    /** Values used instead of the default, because the default would remove files that the operator wanted to keep. */
    private static final Map<String, String> CAREFUL = Map.of("cost.keep-versions", "1000", "cost.keep-days", "3650");

    private static final String SOURCES = "light.source.";
    private static final String ACCOUNTS = "light.accounts";

    private final Map<String, String> defaults;
    private final List<SetAside.Entry> entries = new ArrayList<>();
    private final List<Problem> fatal = new ArrayList<>();
    private Settings sound;

    private SettingsCheck(Settings written, Map<String, String> defaults) {
        this.sound = written;
        this.defaults = defaults;
    }

    /** @param defaults the values in the jar */
    static SettingsCheck of(Settings written, Map<String, String> defaults) {
        SettingsCheck examination = new SettingsCheck(written, defaults);
        examination.examine();
        return examination;
    }

    /** Why values can't be used beside the defaults; empty if they can. */
    public static List<Problem> refused(Map<String, String> values, Path home) {
        Map<String, String> all = new TreeMap<>(Configuration.defaults());
        all.putAll(values);
        SettingsCheck examination = of(new Settings(all, home), Configuration.defaults());
        List<Problem> refused = new ArrayList<>(examination.fatal());
        examination.entries().forEach(entry -> refused.add(entry.problem()));
        return refused;
    }

    /** The settings with every value that can't be used replaced or left out. */
    Settings sound() {
        return sound;
    }

    /** The values that can't be used, each with the key as its place. */
    List<SetAside.Entry> entries() {
        return List.copyOf(entries);
    }

    /** The problems that keep the service from starting. */
    public List<Problem> fatal() {
        return List.copyOf(fatal);
    }

    /** Problems that set the area aside; empty while it can work. */
    List<Problem> stopping(String area) {
        return entries.stream()
                .filter(entry -> entry.stopsArea() && entry.area().equals(area))
                .map(SetAside.Entry::problem)
                .toList();
    }

    private void examine() {
        boolean hadSources = hasSources();
        read(SetAside.SETTINGS, CommonSettings::read);
        read(SetAside.LIGHT, settings -> settings.oneOf("panel.type", "auto", PanelDrivers.types()));
        read(SetAside.LIGHT, LightSettings::of);
        read(SetAside.LIGHT, PanelSettings::of);
        read(SetAside.WINDOWS, WindowSettings::of);
        read(SetAside.WINDOWS, JournalSettings::of);
        read(SetAside.HTTP, HttpSettings::of);
        read(SetAside.COSTS, CostSettingsCheck::switches);
        read(SetAside.COSTS, CostSettingsCheck::details);
        if (sound.flag("cost.enabled", false)) {
            read(SetAside.COSTS, CostSettingsCheck::needs);
        }
        read(SetAside.SETTINGS, RouteHealthSettings::of);
        read(SetAside.SETTINGS, MessageSettings::of);
        if (hadSources && !hasSources()) {
            stopWithoutSources();
        }
        if (!stopping(SetAside.COSTS).isEmpty()) {
            sound = sound.with(Map.of("cost.enabled", "false", "cost.text.enabled", "false"));
        }
    }

    private boolean hasSources() {
        return !sound.under(SOURCES).isEmpty() || sound.optional(ACCOUNTS).isPresent();
    }

    /** Reads the settings of an area, and again without each refused value, until the rest can be read. */
    private void read(String area, Consumer<Settings> reader) {
        Set<String> told = new HashSet<>();
        while (true) {
            try {
                reader.accept(sound);
                return;
            } catch (ProblemException e) {
                if (!told.add(e.problem().where())) {
                    entries.add(new SetAside.Entry(area, e.problem(), true));
                    return;
                }
                refuse(area, e.problem());
            }
        }
    }

    private void refuse(String area, Problem problem) {
        String key = problem.where();
        if (key.startsWith("aws.") || key.equals("state.folder") || key.equals(StateSettings.URL)) {
            fatal.add(problem);
            sound = sound.without(key);
        } else if (key.startsWith(SOURCES)) {
            entries.add(new SetAside.Entry(area, problem, false));
            sound = withoutOne(SOURCES, key);
        } else if (key.equals(ACCOUNTS) || key.startsWith(ACCOUNTS + ".")) {
            entries.add(new SetAside.Entry(area, problem, false));
            sound = withoutOne("light.", ACCOUNTS); // with another role or in other regions they would be others
        } else if (key.startsWith(CostBudget.PREFIX)) {
            entries.add(new SetAside.Entry(area, until(problem, ""), false));
            sound = withoutOne(CostBudget.PREFIX, key); // with less of a filter it would count what it isn't about
        } else if (key.startsWith("alerts.mail.") || key.startsWith("alerts.webhook.")) {
            entries.add(new SetAside.Entry(area, until(problem, ""), false));
            sound = withoutOne("alerts.", key); // a place that is half described can't be reached
        } else if (needs(key)) {
            entries.add(new SetAside.Entry(area, problem, true));
            sound = sound.with(placeholders(key));
        } else {
            String instead = CAREFUL.getOrDefault(key, defaults.getOrDefault(key, ""));
            entries.add(new SetAside.Entry(area, until(problem, instead), false));
            sound = instead.isEmpty() ? sound.without(key) : sound.with(Map.of(key, instead));
        }
    }

    private static boolean needs(String key) {
        return LIGHT_NEEDS.contains(key)
                || WINDOWS_NEED.contains(key)
                || HTTP_NEEDS.contains(key)
                || COSTS_NEED.contains(key);
    }

    /** Values that stand in for a refused one, so that the other settings can be read. */
    private Map<String, String> placeholders(String key) {
        return key.equals("panel.aggregate-tag")
                ? Map.of("panel.overflow", "priority")
                : Map.of(key, CostRouteSettings.WHILE_OFF.getOrDefault(key, defaults.getOrDefault(key, "")));
    }

    private static Problem until(Problem problem, String instead) {
        String meanwhile = instead.isEmpty() ? "meanwhile it is left out" : "meanwhile it is " + instead;
        return new Problem(
                problem.code(),
                problem.where(),
                problem.what(),
                problem.why(),
                problem.fix() + "; " + meanwhile,
                problem.kind());
    }

    /** Leaves a source out as a whole, because half a source would be another one. */
    private Settings withoutOne(String family, String key) {
        int dot = key.indexOf('.', family.length());
        String one = dot < 0 ? key : key.substring(0, dot);
        Map<String, String> others = new TreeMap<>(sound.values());
        others.keySet().removeIf(other -> other.equals(one) || other.startsWith(one + "."));
        return new Settings(others, sound.home());
    }

    /**
     * Sets the light aside if no source is left. The default, the machine's own account and region, is not what the operator
     * has configured.
     */
    private void stopWithoutSources() {
        entries.replaceAll(entry -> entry.problem().where().startsWith(SOURCES)
                        || entry.problem().where().startsWith(ACCOUNTS)
                ? new SetAside.Entry(entry.area(), entry.problem(), true)
                : entry);
    }

    /** Reads the settings that belong to no area. */
    private static final class CommonSettings {
        static void read(Settings settings) {
            settings.optional("aws.region")
                    .filter(region -> !region.matches(FleetAccountRegion.REGION_FORM))
                    .ifPresent(region -> {
                        throw Settings.refused(
                                "aws.region", region, "a region such as eu-central-1, or nothing", "change the value");
                    });
            settings.path("state.folder", "work");
            StateSettings.of(settings);
            settings.duration("alerts.period", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1));
        }
    }
}
