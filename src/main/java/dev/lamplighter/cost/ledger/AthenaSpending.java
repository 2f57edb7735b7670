package dev.lamplighter.cost.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.ZonedTimeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what Athena has scanned in the last days and what it bills for that, by query and by publication. */
public final class AthenaSpending {
    private static final int PUBLICATIONS = 5;
    private static final BigDecimal MEGABYTES_PER_TB = BigDecimal.valueOf(1024L * 1024);
    private static final int DECIMALS = 6;

    private final AthenaScans scans;
    private final BigDecimal pricePerTb;
    private final InstantSource clock;

    public AthenaSpending(AthenaScans scans, BigDecimal pricePerTb, InstantSource clock) {
        this.scans = scans;
        this.pricePerTb = pricePerTb;
        this.clock = clock;
    }

    /** Lines for people; none when nothing was scanned. */
    public List<String> lines() {
        List<AthenaScan> recent = scans.recent(clock.instant());
        if (recent.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Athena scanned " + told(recent, "statements") + " in the last " + AthenaScans.DAYS + " days ("
                + pricePerTb.toPlainString() + " USD per TB, each at least 10 MB)");
        byQuery(recent)
                .forEach((query, runs) -> lines.add(
                        "    " + (query.isEmpty() ? "publications and checks" : query) + ": " + told(runs, "times")));
        byPublication(recent)
                .forEach((at, runs) -> lines.add(
                        "    after the publication of " + ZonedTimeText.utc(at) + ": " + told(runs, "answers")));
        return lines;
    }

    private String told(List<AthenaScan> some, String what) {
        return "%s MB in %d %s, %s USD"
                .formatted(
                        BigDecimal.valueOf(bytes(some))
                                .divide(MEGABYTES_PER_TB, 1, RoundingMode.HALF_UP)
                                .toPlainString(),
                        some.size(),
                        some.size() == 1 ? what.substring(0, what.length() - 1).toLowerCase(Locale.ROOT) : what,
                        usd(some));
    }

    /** The same for programs, also where nothing was scanned. */
    public ObjectNode json() {
        List<AthenaScan> recent = scans.recent(clock.instant());
        ObjectNode json = put(new ObjectMapper().createObjectNode(), "statements", recent);
        json.put("days", AthenaScans.DAYS).put("usdPerTb", pricePerTb.toPlainString());
        var queries = json.putArray("queries");
        byQuery(recent)
                .forEach((query, runs) ->
                        put(queries.addObject().put("query", query.isEmpty() ? null : query), "runs", runs));
        var publications = json.putArray("publications");
        byPublication(recent)
                .forEach(
                        (at, runs) -> put(publications.addObject().put("publishedAt", at.toString()), "answers", runs));
        return json;
    }

    private ObjectNode put(ObjectNode json, String count, List<AthenaScan> some) {
        return json.put(count, some.size()).put("scannedBytes", bytes(some)).put("usd", usd(some));
    }

    /** Those that cost most first; what belongs to no query last. */
    private static Map<String, List<AthenaScan>> byQuery(List<AthenaScan> scans) {
        Map<String, List<AthenaScan>> found = new TreeMap<>();
        scans.forEach(scan ->
                found.computeIfAbsent(scan.query(), none -> new ArrayList<>()).add(scan));
        Map<String, List<AthenaScan>> sorted = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<AthenaScan>> one) ->
                                one.getKey().isEmpty())
                        .thenComparing(one -> -megabytes(one.getValue())))
                .forEach(one -> sorted.put(one.getKey(), one.getValue()));
        return sorted;
    }

    /** The latest first. */
    private static Map<Instant, List<AthenaScan>> byPublication(List<AthenaScan> scans) {
        Map<Instant, List<AthenaScan>> found = new TreeMap<>(Comparator.reverseOrder());
        for (AthenaScan scan : scans) {
            @Nullable Instant at = scan.publishedAt();
            if (at != null) {
                found.computeIfAbsent(at, none -> new ArrayList<>()).add(scan);
            }
        }
        Map<Instant, List<AthenaScan>> latest = new LinkedHashMap<>();
        found.entrySet().stream().limit(PUBLICATIONS).forEach(one -> latest.put(one.getKey(), one.getValue()));
        return latest;
    }

    private String usd(Collection<AthenaScan> some) {
        return BigDecimal.valueOf(megabytes(some))
                .multiply(pricePerTb)
                .divide(MEGABYTES_PER_TB, DECIMALS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static long megabytes(Collection<AthenaScan> some) {
        return some.stream().mapToLong(AthenaScan::billedMegabytes).sum();
    }

    private static long bytes(Collection<AthenaScan> some) {
        return some.stream().mapToLong(AthenaScan::bytes).sum();
    }
}
