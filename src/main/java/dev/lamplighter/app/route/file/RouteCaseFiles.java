package dev.lamplighter.app.route.file;

import dev.lamplighter.app.route.file.RouteCase.Call;
import dev.lamplighter.app.route.file.RouteCase.Message;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.CaseProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code routes/cases}; a file or case that can't be used becomes one problem, and the others are read. */
public final class RouteCaseFiles {
    static final String FOLDER = "cases";
    private static final String END = ".cases.yaml";
    private static final Set<String> PARTS = Set.of("body", "headers", "variables");
    private static final Set<String> KEYS = Set.of("case", "parameters", "given", "calls", "log", "replies", "fails");
    private static final Set<String> KINDS = new TreeSet<>(Set.of(
            "step",
            "to",
            "bean",
            "method",
            "process",
            "enrich",
            "poll",
            "pollEnrich",
            "wireTap",
            "recipientList",
            "routingSlip"));
    private static final Set<String> CALL_KEYS = Set.of("gets", "replies", "fails", "stop");

    private final List<RouteCase> cases = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private RouteCaseFiles() {}

    public static RouteCaseFiles read(Path routes) throws IOException {
        RouteCaseFiles read = new RouteCaseFiles();
        Path folder = routes.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                found.sorted().forEach(read::readFile);
            }
        }
        if (read.cases.isEmpty() && read.problems.isEmpty()) {
            read.problems.add(new Problem(
                    CaseProblemCode.FILE_UNREADABLE,
                    "routes/" + FOLDER,
                    "no cases",
                    "nothing is tested",
                    "copy the folder from the archive that this version came in, or write one, see routes/README.md"));
        }
        return read;
    }

    public List<RouteCase> cases() {
        return List.copyOf(cases);
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void readFile(Path path) {
        String file = "routes/" + FOLDER + "/" + path.getFileName();
        if (!file.endsWith(END)) {
            problems.add(unreadable(file, "its name doesn't end in " + END, "name it <route>" + END));
            return;
        }
        try {
            String text = SizeLimitedFile.text(path, SizeLimitedFile.LARGEST_BYTES);
            Object content = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
            for (Object one : list(content, file, "the file")) {
                readCase(file, one);
            }
        } catch (IOException | YamlEngineException | StackOverflowError e) {
            problems.add(unreadable(file, String.valueOf(e.getMessage()), "correct it; check indentation and quotes"));
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
    }

    private void readCase(String file, @Nullable Object content) {
        try {
            Map<String, Object> keys = map(content, file, "a case");
            String name = String.valueOf(keys.getOrDefault("case", "case " + (cases.size() + 1)));
            String where = file + " \"" + name + "\"";
            known(keys, KEYS, where);
            Map<String, String> parameters = new LinkedHashMap<>();
            map(keys.get("parameters"), where, "parameters").forEach((key, value) -> parameters.put(key, text(value)));
            List<Call> calls = new ArrayList<>();
            for (Object call : list(keys.get("calls"), where, "calls")) {
                calls.add(call(map(call, where, "a call"), where));
            }
            cases.add(new RouteCase(
                    file,
                    name,
                    file.substring(file.lastIndexOf('/') + 1, file.length() - END.length()),
                    parameters,
                    message(keys.get("given"), where, "given"),
                    calls,
                    keys.containsKey("log")
                            ? Optional.of(list(keys.get("log"), where, "log").stream()
                                    .map(RouteCaseFiles::text)
                                    .toList())
                            : Optional.empty(),
                    message(keys.get("replies"), where, "replies"),
                    Optional.ofNullable(keys.get("fails")).map(RouteCaseFiles::text)));
        } catch (ProblemException e) {
            problems.add(e.problem());
        }
    }

    private static Call call(Map<String, Object> keys, String where) {
        List<String> kinds =
                keys.keySet().stream().filter(key -> !CALL_KEYS.contains(key)).toList();
        Set<String> allowed = new TreeSet<>(CALL_KEYS);
        allowed.addAll(KINDS);
        known(keys, allowed, where);
        if (kinds.size() != 1) {
            throw refused(where, "a call " + keys, "it names " + kinds.size() + " steps", "one of " + KINDS);
        }
        return new Call(
                kinds.get(0),
                text(keys.get(kinds.get(0))),
                message(keys.get("gets"), where, "gets"),
                message(keys.get("replies"), where, "replies"),
                Optional.ofNullable(keys.get("fails")).map(RouteCaseFiles::text),
                "true".equals(text(keys.get("stop"))));
    }

    private static Message message(@Nullable Object content, String where, String key) {
        Map<String, Object> parts = map(content, where, key);
        known(parts, PARTS, where);
        return new Message(
                parts.containsKey("body"),
                parts.get("body"),
                map(parts.get("headers"), where, "headers"),
                map(parts.get("variables"), where, "variables"));
    }

    private static void known(Map<String, Object> keys, Set<String> allowed, String where) {
        for (String key : keys.keySet()) {
            if (!allowed.contains(key)) {
                throw refused(
                        where,
                        "unknown key " + key,
                        "nothing reads it",
                        Suggestion.nearest(key, allowed)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("one of " + new TreeSet<>(allowed)));
            }
        }
    }

    private static List<?> list(@Nullable Object content, String where, String key) {
        if (content == null) {
            return List.of();
        }
        if (content instanceof List<?> list) {
            return list;
        }
        throw refused(where, key + " is " + content, "it has to be a list", "begin each of its lines with -");
    }

    private static Map<String, Object> map(@Nullable Object content, String where, String key) {
        if (content != null && !(content instanceof Map)) {
            throw refused(where, key + " is " + content, "it has to be keys and values", "see routes/README.md");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        if (content != null) {
            ((Map<?, ?>) content).forEach((name, value) -> map.put(text(name), value));
        }
        return map;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).strip();
    }

    private static ProblemException refused(String where, String what, String why, String fix) {
        return new ProblemException(new Problem(CaseProblemCode.KEY_OR_VALUE_REFUSED, where, what, why, fix));
    }

    private static Problem unreadable(String file, String why, String fix) {
        return new Problem(CaseProblemCode.FILE_UNREADABLE, file, "cases that can't be read", why, fix);
    }
}
