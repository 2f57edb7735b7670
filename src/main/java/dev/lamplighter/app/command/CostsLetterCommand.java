package dev.lamplighter.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the cost letter of a month: {@code lamplighter costs letter}. */
@Command(
        name = "letter",
        description =
                "Writes the cost letter of a month from the kept answers, and shows it as text; asks Athena nothing.",
        mixinStandardHelpOptions = true)
public final class CostsLetterCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "The month; without it the one that runs.")
    private String month = "";

    @Option(names = "--report", paramLabel = "NAME", description = "One of several reports.")
    private String report = "";

    @Option(names = "--out", paramLabel = "FILE.html", description = "Writes the letter as a page with charts, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Map<String, String> values = Map.of("month", month, "report", report);
        Path file = out;
        return file == null
                ? costs.work("letter", values)
                : costs.workThrough(
                        "letter-json",
                        values,
                        json -> written(JSON.readTree(json).path("letters"), file));
    }

    private static List<String> written(JsonNode letters, Path file) throws IOException {
        if (letters.size() != 1) {
            throw new ProblemException(new Problem(
                    CostProblemCode.BAD_ARGUMENT,
                    "costs letter",
                    "--out " + file,
                    "there are " + letters.size() + " letters, one for each report",
                    "name one report: --report NAME",
                    Problem.Kind.USER));
        }
        JsonNode letter = letters.path(0);
        AtomicFile.write(file, letter.path("html").asText().getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        List<String> lines =
                new ArrayList<>(letter.path("text").asText().lines().toList());
        lines.addAll(List.of("", "written to " + file));
        return lines;
    }
}
