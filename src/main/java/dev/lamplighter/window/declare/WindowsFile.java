package dev.lamplighter.window.declare;

import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a windows.yaml holds.
 *
 * @param windows the windows without a problem, in the order of the file
 * @param problems everything that was refused, in the order of the file as far as possible
 */
public record WindowsFile(List<StreamingWindow> windows, List<Problem> problems) {
    private static final int LARGEST_BYTES = 1 << 20;
    private static final int MOST_ALIASES = 50;
    /** A nesting that no declaration needs, found before the parser recurses into it. */
    private static final int DEEPEST_FLOW = 64;

    public WindowsFile {
        windows = List.copyOf(windows);
        problems = List.copyOf(problems);
    }

    /** Reads a file. Never fails: a file that can't be read at all is one problem and no windows. */
    public static WindowsFile read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                return unreadable(name, "larger than 1 MiB", "a declaration is a few lines", "name the right file");
            }
            return parse(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            return unreadable(name, "not UTF-8", "a declaration is UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            return unreadable(
                    name, "can't be read", String.valueOf(e), "write it, or name another one with windows.file");
        }
    }

    /** Reads text; {@code name} stands in the problems. */
    public static WindowsFile parse(String name, String text) {
        Problems problems = new Problems(name);
        List<StreamingWindow> windows = new ArrayList<>();
        try {
            compose(name, text).ifPresent(root -> readRoot(root, windows, problems));
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    e.getProblemMark().or(e::getContextMark),
                    "not YAML",
                    new RefusedValueException(
                            "WINDOW-002",
                            String.valueOf(e.getProblem()),
                            "mend the line; check indentation and quotes"));
        } catch (YamlEngineException e) {
            problems.add(
                    Optional.empty(),
                    "not YAML",
                    new RefusedValueException("WINDOW-002", String.valueOf(e.getMessage()), "mend the file"));
        }
        return new WindowsFile(windows, problems.list());
    }

    private static Optional<Node> compose(String name, String text) {
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
                .setAllowDuplicateKeys(true) // told by Fields, with the rest
                .build();
        return new Compose(settings).composeReader(new StringReader(text));
    }

    private static void readRoot(Node root, List<StreamingWindow> windows, Problems problems) {
        Fields file = Fields.of(root, "the file", List.of("defaults", "windows"), problems);
        Node defaultsNode = file.get("defaults");
        Defaults defaults = defaultsNode == null
                ? Defaults.none()
                : Defaults.read(Fields.of(defaultsNode, "defaults", Defaults.KEYS, problems));
        WindowReader reader = new WindowReader(defaults, problems);
        for (Node item : file.items("windows")) {
            reader.read(item).ifPresent(windows::add);
        }
    }

    private static WindowsFile unreadable(String name, String what, String why, String fix) {
        return new WindowsFile(List.of(), List.of(new Problem("WINDOW-001", name, what, why, fix)));
    }
}
