package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostCode;
import dev.lamplighter.cost.publish.RouteCall;
import dev.lamplighter.cost.stream.Occurrence;
import dev.lamplighter.cost.stream.Occurrences;
import dev.lamplighter.cost.stream.StreamCostJoin;
import dev.lamplighter.cost.stream.StreamCosts;
import dev.lamplighter.cost.stream.StreamCostsJson;
import dev.lamplighter.cost.stream.StreamCostsText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells what the occurrences of windows cost in a month (UTC, as AWS bills), by each report that tells resources. */
public final class StreamOperations {
    private static final String ID = "[0-9A-Za-z-]{1,64}";

    private final StreamCharges charges;
    private final Occurrences occurrences;
    private final InstantSource clock;

    public StreamOperations(CostQueryRuns queries, RouteCall routes, Occurrences occurrences, InstantSource clock) {
        this.charges = new StreamCharges(queries, routes);
        this.occurrences = occurrences;
        this.clock = clock;
    }

    /**
     * In lines for people.
     *
     * @param month {@code YYYY-MM}; the one that runs if empty
     * @param resources ids with commas between that are told beside those of the windows; may be empty
     */
    public List<String> text(String month, String resources) throws IOException {
        YearMonth of = month(month);
        List<String> lines = new ArrayList<>();
        costs(of, ids(resources)).forEach((report, costs) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(StreamCostsText.lines(of, report, costs));
        });
        String missing = charges.missing();
        if (!missing.isEmpty()) {
            lines.addAll(List.of("", "not asked: " + missing));
        }
        return lines;
    }

    /** The same as an object of JSON; see docs/reference/json.md. */
    public String json(String month, String resources) throws IOException {
        YearMonth of = month(month);
        return StreamCostsJson.of(of, costs(of, ids(resources)));
    }

    private Map<String, StreamCosts> costs(YearMonth month, Set<String> more) throws IOException {
        List<QueryRun> reports = charges.reports();
        if (reports.isEmpty()) {
            throw new ProblemException(charges.nothingToAsk());
        }
        Instant from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Occurrence> its = occurrences.between(from, to).stream()
                .flatMap(one -> one.within(from, to).stream())
                .toList();
        Set<String> ids = new TreeSet<>(more);
        its.forEach(one -> ids.addAll(one.resources()));
        Map<String, StreamCosts> costs = new LinkedHashMap<>();
        for (QueryRun report : reports) {
            StreamCostJoin join = new StreamCostJoin(its, from);
            charges.read(report, month, ids, join::add);
            costs.put(report.reportName(), join.costs(clock.instant()));
        }
        return costs;
    }

    private YearMonth month(String month) {
        try {
            return month.isEmpty() ? YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)) : YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw refused("month \"" + month + "\"", "that is no month", "write it as in 2026-10");
        }
    }

    private static Set<String> ids(String text) {
        Set<String> ids = new TreeSet<>();
        for (String id : text.split("[,\\s]+", -1)) {
            if (!id.isEmpty() && !id.matches(ID)) {
                throw refused("resource \"" + id + "\"", "that is no id", "write it as in i-0a1b2c3d4e5f60001");
            }
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static ProblemException refused(String what, String why, String fix) {
        return new ProblemException(
                new Problem(CostCode.BAD_ARGUMENT, "costs streams", what, why, fix, Problem.Kind.USER));
    }
}
