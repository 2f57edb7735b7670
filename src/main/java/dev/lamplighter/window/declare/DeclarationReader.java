package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.calendar.CalendarCopies;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the text of a windows.yaml. Everything that is wrong becomes a problem, and reading goes on. */
final class DeclarationReader {
    private static final int MOST_ALIASES = 50;
    /** The deepest nesting of brackets: more than any declaration needs. It is checked before the parser recurses. */
    private static final int DEEPEST_FLOW = 64;

    private static final List<String> KEYS = List.of("defaults", "calendars", "windows");

    private final String name;
    private final Problems problems;
    private final Problems remarks;
    private final CalendarsReader calendarsReader;
    private final WindowConflicts conflicts;
    private final LikelyMistakeCheck mistakes;
    private final LaunchReader launchReader;

    /**
     * Makes a reader.
     *
     * @param folder the folder that file names in the text start from
     * @param from the beginning of the year in which conflicts between windows are looked for
     * @param copies the copies of calendars at a URL
     */
    DeclarationReader(String name, Path folder, Instant from, CalendarCopies copies) {
        this.name = name;
        this.problems = new Problems(name);
        this.remarks = new Problems(name);
        this.calendarsReader = new CalendarsReader(folder, from, copies, problems, remarks);
        this.conflicts = new WindowConflicts(from, problems, remarks);
        this.mistakes = new LikelyMistakeCheck(from, remarks);
        this.launchReader = new LaunchReader(folder, problems);
    }

    ParsedWindowsFile read(String text) {
        List<StreamingWindow> windows = new ArrayList<>();
        try {
            compose(text).map(this::windows).ifPresent(windows::addAll);
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    e.getProblemMark().or(e::getContextMark),
                    "not YAML",
                    new InvalidValueException(
                            WindowProblemCode.NOT_YAML,
                            String.valueOf(e.getProblem()),
                            "correct the line; check indentation and quotes"));
        } catch (YamlEngineException e) {
            problems.add(
                    Optional.empty(),
                    "not YAML",
                    new InvalidValueException(
                            WindowProblemCode.NOT_YAML, String.valueOf(e.getMessage()), "correct the file"));
        } catch (StackOverflowError e) {
            problems.add(
                    Optional.empty(),
                    "not YAML",
                    new InvalidValueException(
                            WindowProblemCode.NOT_YAML, "nested too deep to be read", "correct the file"));
        }
        return new ParsedWindowsFile(windows, problems.list(), remarks.list(), calendarsReader.fetched());
    }

    private Optional<Node> compose(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (depth > DEEPEST_FLOW) {
                throw new YamlEngineException("brackets nested more than " + DEEPEST_FLOW + " deep");
            }
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowDuplicateKeys(true) // duplicate keys are reported by YamlMapping, with everything else
                .build();
        return new Compose(settings).composeReader(new StringReader(text));
    }

    private List<StreamingWindow> windows(Node root) {
        YamlMapping file = YamlMapping.of(root, "the file", KEYS, problems);
        Node defaultsNode = file.get("defaults");
        WindowDefaults windowDefaults = defaultsNode == null
                ? WindowDefaults.none()
                : defaults(YamlMapping.of(defaultsNode, "defaults", WindowDefaults.KEYS, problems));
        Node calendarsNode = file.get("calendars");
        Calendars calendars = calendarsNode == null ? Calendars.none() : calendarsReader.read(calendarsNode);
        WindowReader reader = new WindowReader(windowDefaults, calendars, problems, remarks, mistakes, launchReader);
        List<LocatedWindow> declared = new ArrayList<>();
        for (Node item : file.items("windows")) {
            reader.read(item).ifPresent(declared::add);
        }
        conflicts.tell(declared);
        return declared.stream().map(LocatedWindow::window).toList();
    }

    private WindowDefaults defaults(YamlMapping written) {
        mistakes.zone(written);
        return WindowDefaults.read(written);
    }
}
