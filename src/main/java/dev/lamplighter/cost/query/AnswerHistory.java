package dev.lamplighter.cost.query;

import dev.lamplighter.cost.answer.QueryAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the answers of each query as {@code <query>/<time>-<query execution id>.csv}, and tells each from the one before. */
public final class AnswerHistory {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int TIME_LENGTH = "20261005T000000Z".length();

    private final AnswerStore store;
    private final AnswerAlerts alerts;
    private final String archivePrefix;

    /** @param archivePrefix of keys in the target bucket, ending in a slash */
    public AnswerHistory(AnswerStore store, AnswerAlerts alerts, String archivePrefix) {
        this.store = store;
        this.alerts = alerts;
        this.archivePrefix = archivePrefix;
    }

    /** Answers whose copy in the bucket is still missing, oldest first. */
    List<AnswerFile> unarchived() throws IOException {
        return store.unarchived();
    }

    void archived(Path file) throws IOException {
        store.archived(file);
    }

    /**
     * Keeps an answer, compares it with the one before and applies the query's alert rules, unless another copy has kept one that was
     * asked for later.
     */
    Kept keep(SubmittedQuery asked, String queryExecutionId, List<List<@Nullable String>> lines) throws IOException {
        String name = asked.queryRun().name();
        String time = FILE_TIME.format(asked.askedAt());
        String fileName = time + "-" + queryExecutionId + ".csv";
        Optional<Path> before =
                store.latest(name, other -> time(other).compareTo(time) <= 0 && !other.equals(fileName));
        String archiveKey = archivePrefix + name + "/" + fileName;
        Path file = store.keep(name, fileName, AnswerCsv.of(lines).getBytes(StandardCharsets.UTF_8), archiveKey);
        AnswerTable answer = AnswerTable.of(lines);
        NamedQuery query = asked.queryRun().query();
        List<String> changes = before.isEmpty()
                ? List.of()
                : new AnswerChanges(query.declaredColumns())
                        .lines(AnswerTable.of(AnswerCsv.read(Files.readString(before.get()))), answer);
        if (!changes.isEmpty()) {
            String text = "since " + before.get().getFileName() + "\n" + String.join("\n", changes) + "\n";
            store.changed(name, fileName, text.getBytes(StandardCharsets.UTF_8));
        }
        if (store.latest(name, other -> time(other).compareTo(time) > 0).isEmpty()) {
            alerts.look(asked, answer);
        }
        return new Kept(file, archiveKey, changes);
    }

    private static String time(String fileName) {
        return fileName.substring(0, TIME_LENGTH);
    }

    /** The file of an answer, the key of its copy, and its changes. */
    record Kept(Path file, String archiveKey, List<String> changes) {}

    /**
     * The latest answer of a query; nothing if none is kept.
     *
     * @param name of the answer's files: the query's, with the table behind a dot where there are several reports
     */
    public Optional<QueryAnswer> latest(NamedQuery query, String name) throws IOException {
        Optional<Path> file = store.latest(name, any -> true);
        return file.isEmpty() ? Optional.empty() : Optional.of(read(query, name, file.get()));
    }

    private static QueryAnswer read(NamedQuery query, String name, Path file) throws IOException {
        String time = time(String.valueOf(file.getFileName()));
        return KeptAnswers.read(query, name, FILE_TIME.parse(time, Instant::from), file, List.of());
    }
}
