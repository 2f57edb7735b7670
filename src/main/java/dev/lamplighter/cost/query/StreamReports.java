package dev.lamplighter.cost.query;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.stream.Occurrence;
import dev.lamplighter.cost.stream.Occurrences;
import dev.lamplighter.cost.stream.StreamCostJoin;
import dev.lamplighter.cost.stream.StreamCosts;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Joins the occurrences of a month (UTC, as AWS bills) with each report that tells resources, for the route {@code cost-streams}. */
public final class StreamReports {
    private final StreamChargesReader charges;
    private final Occurrences occurrences;
    private final KeptStreamCosts kept;
    private final InstantSource clock;

    public StreamReports(
            CostQueryRuns queries,
            RouteCall routes,
            Occurrences occurrences,
            KeptStreamCosts kept,
            InstantSource clock) {
        this.charges = new StreamChargesReader(queries, routes);
        this.occurrences = occurrences;
        this.kept = kept;
        this.clock = clock;
    }

    /** The request that a letter about a month needs answered before; none without occurrences or a report that tells resources. */
    public List<StreamCostRequest> ofLetter(YearMonth month) {
        return charges.reports().isEmpty() || within(month).isEmpty()
                ? List.of()
                : List.of(new StreamCostRequest(month, new TreeSet<>()));
    }

    /**
     * Asks for the charges, joins them, and keeps the costs for letters.
     *
     * @throws ProblemException COST-126 when there is no report to ask
     */
    public StreamAnswer costs(StreamCostRequest request) throws IOException {
        List<QueryRun> reports = charges.reports();
        if (reports.isEmpty()) {
            throw new ProblemException(charges.nothingToAsk());
        }
        YearMonth month = request.month();
        List<Occurrence> some = within(month);
        Set<String> ids = new TreeSet<>(request.resources());
        some.forEach(one -> ids.addAll(one.resources()));
        Set<String> windows = some.stream().map(Occurrence::window).collect(Collectors.toCollection(TreeSet::new));
        Map<String, StreamCosts> costs = new LinkedHashMap<>();
        for (QueryRun report : reports) {
            StreamCostJoin join = new StreamCostJoin(some, begin(month));
            charges.read(report, month, ids, windows, join::add);
            Instant now = clock.instant();
            StreamCosts joined = join.costs(now);
            kept.keep(month, StreamChargesReader.suffix(report), joined, now);
            costs.put(report.reportName(), joined);
        }
        return new StreamAnswer(month, costs, charges.missing());
    }

    private List<Occurrence> within(YearMonth month) {
        Instant from = begin(month);
        Instant to = begin(month.plusMonths(1));
        return occurrences.between(from, to).stream()
                .flatMap(one -> one.within(from, to).stream())
                .toList();
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
