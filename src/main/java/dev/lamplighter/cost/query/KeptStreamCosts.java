package dev.lamplighter.cost.query;

import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.stream.ChargePurpose;
import dev.lamplighter.cost.stream.Occurrence;
import dev.lamplighter.cost.stream.OccurrenceCost;
import dev.lamplighter.cost.stream.StreamCosts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what streams cost among the answers, in {@code _streams/}, which no query can be called: a row for each occurrence. */
public final class KeptStreamCosts {
    /** The window of the row with what was paid while none was open. */
    public static final String OUTSIDE = "-";

    /** The status of an occurrence that AWS may still add to. */
    public static final String INCOMPLETE = "incomplete";

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int TIME_LENGTH = "20261005T000000Z".length();
    private static final String EXACT = "exact decimal";

    private static final String FOLDER = "_streams";

    private final AnswerStore store;

    /** @param store of all answers */
    public KeptStreamCosts(AnswerStore store) {
        this.store = store;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("window", "of windows.yaml; " + OUTSIDE + " for what was paid while none was open");
        columns.put("opened", "UTC, ISO 8601");
        columns.put("closed", "UTC, ISO 8601");
        columns.put("status", INCOMPLETE + " while AWS may still add to it, else complete");
        columns.put("currency_code", "of the costs; empty without a charge");
        columns.put("hours", "that it was open, double");
        for (ChargePurpose kind : ChargePurpose.values()) {
            columns.put(kind.name().toLowerCase(Locale.ROOT) + "_cost", EXACT);
        }
        columns.put("total_cost", EXACT);
        columns.put("hour_cost", EXACT + " of an hour that it was open");
        return columns;
    }

    /** @param suffix of the names of answers: the table behind a dot where there are several reports */
    void keep(YearMonth month, String suffix, StreamCosts costs, Instant at) throws IOException {
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(new ArrayList<>(columns().keySet()));
        costs.occurrences().forEach(one -> lines.add(row(one)));
        costs.currencies()
                .forEach(currency -> lines.add(Arrays.asList(
                        OUTSIDE,
                        "",
                        "",
                        "",
                        currency,
                        null,
                        null,
                        null,
                        null,
                        null,
                        plain(costs.outside(currency)),
                        null)));
        store.keep(
                FOLDER,
                FILE_TIME.format(at) + "-" + month + suffix + ".csv",
                AnswerCsv.of(lines).getBytes(StandardCharsets.UTF_8),
                "");
    }

    private static List<@Nullable String> row(OccurrenceCost one) {
        Occurrence of = one.occurrence();
        List<@Nullable String> row = new ArrayList<>(List.of(
                of.window(),
                of.opened().toString(),
                of.closed().toString(),
                one.isIncomplete() ? INCOMPLETE : "complete",
                one.currency(),
                plain(of.hours())));
        for (ChargePurpose kind : ChargePurpose.values()) {
            row.add(plain(one.costs().getOrDefault(kind, BigDecimal.ZERO)));
        }
        row.add(plain(one.total()));
        row.add(plain(one.perHour()));
        return row;
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    /** Whether nobody has ever asked what streams cost. */
    public boolean isEmpty() throws IOException {
        return store.names(FOLDER).isEmpty();
    }

    /** The latest costs of a month's streams; nothing if none are kept. */
    public Optional<QueryAnswer> latest(YearMonth month, String suffix) throws IOException {
        String end = "-" + month + suffix + ".csv";
        Optional<Path> latest =
                store.latest(FOLDER, name -> name.length() == TIME_LENGTH + end.length() && name.endsWith(end));
        return latest.isEmpty() ? Optional.empty() : Optional.of(read(latest.get()));
    }

    private static QueryAnswer read(Path file) throws IOException {
        List<List<@Nullable String>> lines = AnswerCsv.read(Files.readString(file));
        Instant at = FILE_TIME.parse(file.getFileName().toString().substring(0, TIME_LENGTH), Instant::from);
        return new QueryAnswer(
                "stream-costs",
                "what each occurrence cost",
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                file.toString(),
                List.of(),
                lines.isEmpty() ? List.of() : QueryAnswer.columns(lines.get(0), columns()),
                lines.isEmpty() ? List.of() : lines.subList(1, lines.size()),
                List.of());
    }
}
