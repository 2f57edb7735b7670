package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Holds the figures and charts of costs. The page gets the charts as images, each at an address of its own that changes with
 * the chart, so that a state which is sent again and again doesn't hold them.
 *
 * @param figures the answer of {@code costs figures-json}
 */
record PageCosts(JsonNode figures) {
    private interface Visit {
        void chart(String name, ObjectNode chart);
    }

    /** The figures with addresses in place of drawings. */
    ObjectNode withImages() {
        ObjectNode shown = figures.deepCopy();
        each(shown, (name, chart) -> {
            String svg = chart.path("svg").asText();
            chart.remove("svg");
            chart.put("image", "/chart.svg?of=" + name + "&v=" + Integer.toHexString(svg.hashCode()));
        });
        return shown;
    }

    /** The drawing of a chart, by the name in its address. */
    Optional<String> svg(String wanted) {
        String[] found = {""};
        each(figures, (name, chart) -> {
            if (name.equals(wanted)) {
                found[0] = chart.path("svg").asText();
            }
        });
        return Optional.of(found[0]).filter(svg -> !svg.isEmpty());
    }

    private static void each(JsonNode figures, Visit visit) {
        for (int report = 0; report < figures.path("reports").size(); report++) {
            JsonNode sections = figures.path("reports").path(report).path("sections");
            for (int section = 0; section < sections.size(); section++) {
                JsonNode charts = sections.path(section).path("charts");
                for (int chart = 0; chart < charts.size(); chart++) {
                    visit.chart(report + "-" + section + "-" + chart, (ObjectNode) charts.path(chart));
                }
            }
        }
    }
}
