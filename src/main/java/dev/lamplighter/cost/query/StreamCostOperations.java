package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.stream.StreamCostsJson;
import dev.lamplighter.cost.stream.StreamCostsText;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tells the operator what the occurrences of windows cost in a month, by the route {@code cost-streams}. */
public final class StreamCostOperations {
    private static final String ID = "[0-9A-Za-z-]{1,64}";

    private final RouteCall routes;
    private final InstantSource clock;

    public StreamCostOperations(RouteCall routes, InstantSource clock) {
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * In lines for people.
     *
     * @param month {@code YYYY-MM}; the one that runs if empty
     * @param resources ids with commas between that are told beside those of the windows; may be empty
     */
    public List<String> text(String month, String resources) {
        StreamAnswer answer = asked(month, resources);
        List<String> lines = new ArrayList<>();
        answer.byReport().forEach((report, costs) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(StreamCostsText.lines(answer.month(), report, costs));
        });
        if (!answer.missing().isEmpty()) {
            lines.addAll(List.of("", "not asked: " + answer.missing()));
        }
        return lines;
    }

    /** The same as an object of JSON; see docs/reference/json.md. */
    public String json(String month, String resources) {
        StreamAnswer answer = asked(month, resources);
        return StreamCostsJson.of(answer.month(), answer.byReport());
    }

    private StreamAnswer asked(String month, String resources) {
        return routes.ask("cost-streams", new StreamCostRequest(month(month), ids(resources)), StreamAnswer.class);
    }

    private YearMonth month(String month) {
        try {
            return month.isEmpty() ? YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)) : YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw refused("month \"" + month + "\"", "that is no month", "write it as in 2026-10");
        }
    }

    private static SortedSet<String> ids(String text) {
        SortedSet<String> ids = new TreeSet<>();
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
                new Problem(CostProblemCode.BAD_ARGUMENT, "costs streams", what, why, fix, Problem.Kind.USER));
    }
}
