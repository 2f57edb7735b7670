package dev.lamplighter.cost.query;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.cost.answer.QueryAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers on this machine: {@code <query>/<time>-<query execution id>.csv}, and beside each that differs from the
 * one before {@code .changes.txt}, one line per row. Until a copy of the answer is in the target bucket, a file
 * {@code .unarchived} with the copy's key is beside it.
 */
public final class AnswerHistory {
    private static final String UNARCHIVED = ".unarchived";
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern ANSWER = Pattern.compile("\\d{8}T\\d{6}Z-.*\\.csv");
    private static final int TIME_LENGTH = "20261005T000000Z".length();

    private final QuerySettings settings;
    private final AnswerAlerts alerts;
    private final String archivePrefix;

    /** @param archivePrefix of keys in the target bucket, ending in a slash */
    public AnswerHistory(QuerySettings settings, AnswerAlerts alerts, String archivePrefix) {
        this.settings = settings;
        this.alerts = alerts;
        this.archivePrefix = archivePrefix;
    }

    QuerySettings settings() {
        return settings;
    }

    /** Answers whose copy in the bucket is still missing, oldest first; an answer without a file is forgotten. */
    List<AnswerFile> unarchived() throws IOException {
        List<AnswerFile> answers = new ArrayList<>();
        for (Path mark : marks()) {
            Path file = mark.resolveSibling(mark.getFileName().toString().replaceAll("\\.unarchived$", ""));
            if (Files.exists(file)) {
                answers.add(new AnswerFile(file, Files.readString(mark)));
            } else {
                Files.delete(mark);
            }
        }
        return answers;
    }

    void archived(Path file) throws IOException {
        Files.deleteIfExists(mark(file));
    }

    private List<Path> marks() throws IOException {
        if (!Files.isDirectory(settings.answers())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(settings.answers(), 2)) {
            return files.filter(file -> file.toString().endsWith(UNARCHIVED))
                    .sorted(Comparator.comparing(Path::getFileName).thenComparing(Path::compareTo))
                    .toList();
        }
    }

    private static Path mark(Path file) {
        return file.resolveSibling(file.getFileName() + UNARCHIVED);
    }

    /** Keeps an answer, compares it with the one before and applies the query's alert rules. */
    Kept keep(SubmittedQuery asked, String queryExecutionId, List<List<@Nullable String>> lines) throws IOException {
        String name = asked.queryRun().name();
        Path folder = settings.answers().resolve(name);
        Optional<Path> before = latest(folder);
        Path file = folder.resolve(FILE_TIME.format(asked.askedAt()) + "-" + queryExecutionId + ".csv");
        AtomicFile.write(mark(file), archiveKey(asked, file).getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(file, AnswerCsv.of(lines).getBytes(StandardCharsets.UTF_8));
        AnswerTable answer = AnswerTable.of(lines);
        NamedQuery query = asked.queryRun().query();
        List<String> changes = before.isEmpty()
                ? List.of()
                : new AnswerChanges(query.declaredColumns())
                        .lines(AnswerTable.of(AnswerCsv.read(Files.readString(before.get()))), answer);
        if (!changes.isEmpty()) {
            String text = "since " + before.get().getFileName() + "\n" + String.join("\n", changes) + "\n";
            Path beside = file.resolveSibling(file.getFileName().toString().replaceAll("\\.csv$", ".changes.txt"));
            AtomicFile.write(beside, text.getBytes(StandardCharsets.UTF_8));
        }
        alerts.look(asked, answer);
        return new Kept(file, archiveKey(asked, file), changes);
    }

    private String archiveKey(SubmittedQuery asked, Path file) {
        return archivePrefix + asked.queryRun().name() + "/" + file.getFileName();
    }

    /** The file of an answer, the key of its copy, and its changes. */
    record Kept(Path file, String archiveKey, List<String> changes) {}

    /**
     * The latest answer of a query; nothing if none is kept.
     *
     * @param name of the answer's files: the query's, with the table behind a dot where there are several reports
     */
    public Optional<QueryAnswer> latest(NamedQuery query, String name) throws IOException {
        Optional<Path> file = latest(settings.answers().resolve(name));
        return file.isEmpty() ? Optional.empty() : Optional.of(read(query, name, file.get()));
    }

    private static QueryAnswer read(NamedQuery query, String name, Path file) throws IOException {
        String time = file.getFileName().toString().substring(0, TIME_LENGTH);
        return KeptAnswers.read(query, name, FILE_TIME.parse(time, Instant::from), file, List.of());
    }

    /** The latest file: names begin with the time, so it is the last one. */
    private static Optional<Path> latest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            ANSWER.matcher(file.getFileName().toString()).matches())
                    .max(Path::compareTo);
        }
    }
}
