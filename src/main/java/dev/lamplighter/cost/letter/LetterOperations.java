package dev.lamplighter.cost.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.cost.athena.RouteCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes letters for the operator at once, by the route {@code cost-letter}, which keeps them like all others. */
public final class LetterOperations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CostLetters letters;
    private final RouteCall routes;
    private final CostFigures figures;

    public LetterOperations(CostLetters letters, RouteCall routes) {
        this.letters = letters;
        this.routes = routes;
        this.figures = new CostFigures(letters);
    }

    /** The letters as text; see {@link CostLetters#requests(String, String)}. */
    public List<String> text(String month, String report) {
        List<String> lines = new ArrayList<>();
        for (CostLetter letter : written(month, report)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(letter.text().lines().toList());
            lines.addAll(List.of("", "kept in " + letter.file()));
        }
        return lines;
    }

    /** The same as an object of JSON, {@code letters} of {@code {subject, html, mail, text, file}}. */
    public String json(String month, String report) {
        List<Map<String, String>> fields = written(month, report).stream()
                .map(letter -> Map.of(
                        "subject", letter.subject(),
                        "html", letter.html(),
                        "mail", letter.mail(),
                        "text", letter.text(),
                        "file", letter.file()))
                .toList();
        try {
            return JSON.writeValueAsString(Map.of("letters", fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // it is text
        }
    }

    /**
     * The page of the letter that was written last, as an object of JSON, {@code {file, html}}; both are empty if none is
     * kept. Writes nothing.
     */
    public String keptJson(String month, String report) throws IOException {
        Optional<Path> page = letters.latestPage(month, report);
        return JSON.writeValueAsString(Map.of(
                "file",
                page.map(Path::toString).orElse(""),
                "html",
                page.isPresent() ? Files.readString(page.get()) : ""));
    }

    /** What a letter would say of the month that runs, as an object of JSON; see {@link CostFigures}. */
    public String figuresJson() throws IOException {
        return figures.json();
    }

    private List<CostLetter> written(String month, String report) {
        return letters.requests(month, report).stream()
                .map(request -> routes.ask("cost-letter", request, CostLetter.class))
                .toList();
    }
}
