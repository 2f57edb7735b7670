package dev.lamplighter.app.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.declare.WindowsYamlText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Adds to the answer of each verb of the windows that windows.yaml has changed since the service read it: an edit takes
 * effect only after a reload, and the person who made it may be waiting for it.
 */
final class ReloadNeededNotice {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMAND = "bin/lamplighter reload";
    /** Verbs whose answer is not about a declared window, or has no place for the notice. */
    private static final Set<String> WITHOUT = Set.of("windows import-crontab", "windows plan-json");

    private final Path file;
    private final Supplier<ReadDeclaration> read;
    private final InstantSource clock;

    /**
     * The declaration that the service has read.
     *
     * @param zone of a reader's clock
     */
    record ReadDeclaration(WindowsYamlText text, Instant at, ZoneId zone) {}

    ReloadNeededNotice(Path file, Supplier<ReadDeclaration> read, InstantSource clock) {
        this.file = file;
        this.read = read;
        this.clock = clock;
    }

    /**
     * The same verbs, with the notice as the last line of their answers, or as a field of the JSON object that they answer
     * with.
     */
    List<Verb> in(List<Verb> verbs) {
        return verbs.stream()
                .map(verb -> WITHOUT.contains(verb.name())
                        ? verb
                        : new Verb(
                                verb.name(),
                                verb.effect(),
                                verb.description(),
                                verb.arguments(),
                                arguments -> noticed(verb.call().with(arguments))))
                .toList();
    }

    private List<String> noticed(List<String> answer) throws JsonProcessingException {
        ReadDeclaration known = read.get();
        boolean isObject = answer.size() == 1 && answer.get(0).startsWith("{");
        if (WindowsYamlText.read(file).equals(known.text())) {
            return answer;
        }
        if (isObject) {
            ObjectNode object = (ObjectNode) JSON.readTree(answer.get(0));
            object.putObject("changedDeclaration")
                    .put("file", file.toString())
                    .put("readAt", known.at().toString())
                    .put("fix", COMMAND);
            return List.of(object.toString());
        }
        List<String> lines = new ArrayList<>(answer);
        lines.add(file.getFileName() + " has changed since the service read it, "
                + ZonedTimeText.in(known.zone(), clock.instant()).moment(known.at())
                + "; what it says now counts after: " + COMMAND);
        return lines;
    }
}
