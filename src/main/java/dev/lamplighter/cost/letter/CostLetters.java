package dev.lamplighter.cost.letter;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.query.AnswerHistory;
import dev.lamplighter.cost.query.KeptStreamCosts;
import dev.lamplighter.cost.query.NamedQueries;
import dev.lamplighter.cost.query.QuerySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes cost letters for routes: which are meant, and one of them. A letter is made of the latest kept answers alone, asks
 * nothing, and is kept beside them in {@code _letters/}, which no query can be called.
 */
public final class CostLetters {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String FOLDER = "_letters";

    /** The time, the month and the table, but not {@code .mail.html}. */
    private static final Pattern LETTER_PAGE =
            Pattern.compile("\\d{8}T\\d{6}Z-\\d{4}-\\d{2}(?!.*\\.mail\\.html).*\\.html");

    private final CostPublishSettings costs;
    private final QuerySettings settings;
    private final NamedQueries queries;
    private final AnswerHistory history;
    private final KeptStreamCosts streams;
    private final InstantSource clock;

    public CostLetters(
            CostPublishSettings costs,
            QuerySettings settings,
            AnswerHistory history,
            KeptStreamCosts streams,
            InstantSource clock) {
        this.costs = costs;
        this.settings = settings;
        this.queries = NamedQueries.load(settings.queries(), settings.parameters());
        this.history = history;
        this.streams = streams;
        this.clock = clock;
    }

    /** The letters about the month that runs, one for each report. */
    public List<LetterRequest> ofThisMonth() {
        return requests(current());
    }

    /** The letters about the month before. */
    public List<LetterRequest> ofLastMonth() {
        return requests(current().minusMonths(1));
    }

    /**
     * The letters that a person asks for.
     *
     * @param month {@code YYYY-MM}; the one that runs if empty
     * @param report all if empty
     */
    List<LetterRequest> requests(String month, String report) {
        if (!report.isEmpty() && !costs.tables().containsKey(report)) {
            throw refused(
                    "report \"" + report + "\"",
                    "no such report",
                    "name one of " + costs.tables().keySet());
        }
        return requests(month.isEmpty() ? current() : parse(month)).stream()
                .filter(request -> report.isEmpty() || request.report().equals(report))
                .toList();
    }

    private static YearMonth parse(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw refused("month \"" + month + "\"", "that is no month", "write it as in 2026-10");
        }
    }

    private static ProblemException refused(String what, String why, String fix) {
        return new ProblemException(
                new Problem(CostProblemCode.BAD_ARGUMENT, "costs letter", what, why, fix, Problem.Kind.USER));
    }

    private List<LetterRequest> requests(YearMonth month) {
        Map<String, String> tables = costs.tables();
        List<LetterRequest> requests = new ArrayList<>();
        tables.forEach((report, table) ->
                requests.add(new LetterRequest(report, tables.size() == 1 ? "" : "." + table, month)));
        return requests;
    }

    private YearMonth current() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Writes a letter and keeps it. */
    public CostLetter write(LetterRequest request) throws IOException {
        Instant now = clock.instant();
        LetterContent content = content(request, now);
        String text = String.join("\n", LetterText.of(content)) + "\n";
        String html = LetterPage.of(content);
        String mail = LetterMail.of(content);
        String name = FILE_TIME.format(now) + "-" + request.month() + request.suffix();
        Path folder = settings.answers().resolve(FOLDER);
        Path file = folder.resolve(name + ".html");
        keep(folder.resolve(name + ".txt"), text);
        keep(folder.resolve(name + ".mail.html"), mail);
        keep(file, html);
        return new CostLetter(subject(content), html, mail, text, file.toString());
    }

    /** What the month cost, and its forecast; the first sentence where that is not known. */
    private static String subject(LetterContent content) {
        String told = content.figures().stream()
                .filter(figure ->
                        List.of(LetterFigures.SO_FAR, LetterFigures.FORECAST).contains(figure.name())
                                || content.title().endsWith(figure.name()))
                .map(figure -> content.title().endsWith(figure.name())
                        ? figure.value()
                        : figure.value() + " " + figure.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return content.title() + ": " + (told.isEmpty() ? content.sentences().get(0) : told);
    }

    /**
     * The page of the letter that was written last; nothing if none is kept.
     *
     * @param month {@code YYYY-MM}; any if empty
     * @param report any if empty
     */
    Optional<Path> latestPage(String month, String report) throws IOException {
        List<String> endings = requests(month, report).stream()
                .map(request -> (month.isEmpty() ? "" : "-" + request.month()) + request.suffix() + ".html")
                .toList();
        Path folder = settings.answers().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> LETTER_PAGE.matcher(name(file)).matches())
                    .filter(file -> endings.stream().anyMatch(name(file)::endsWith))
                    .max(Comparator.comparing(CostLetters::name));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void keep(Path file, String content) throws IOException {
        AtomicFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** What a letter would say now; it is not kept. */
    LetterContent content(LetterRequest request) throws IOException {
        return content(request, clock.instant());
    }

    private LetterContent content(LetterRequest request, Instant now) throws IOException {
        LetterAnswers answers = new LetterAnswers(history, queries, streams, request, now);
        List<LetterContent.Figure> figures = new LetterFigures(answers, current()).all();
        List<String> sentences = new LetterSentences(answers, current()).all();
        List<LetterContent.Section> sections = new LetterSections(answers, current()).all();
        return new LetterContent(
                "Costs of " + LetterWords.month(request.month()),
                "Report " + request.report() + ", written " + LetterWords.moment(now)
                        + ". Amounts are rounded to cents; the exact ones are behind them.",
                answers.outOfDate().isEmpty()
                        ? ""
                        : "Asked more than two days ago, so out of date: " + String.join(", ", answers.outOfDate())
                                + ". Ask again with costs query and the name, then write the letter again.",
                figures,
                sentences,
                sections);
    }
}
