package dev.lamplighter.app.http;

import dev.lamplighter.app.health.RouteReport;
import dev.lamplighter.app.status.ServiceMXBean;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Writes numbers of the service in Prometheus' text format 0.0.4. Units are in the names; an age is {@code NaN} while there
 * is nothing that has an age. Source: "Exposition formats", Prometheus documentation.
 */
final class MetricsText {
    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(ServiceMXBean service, List<RouteReport> routes) {
        MetricsText metrics = new MetricsText();
        metrics.gauge("lamplighter_alerts", "Raised alerts.");
        metrics.value("lamplighter_alerts{severity=\"error\"}", service.getAlertsError());
        metrics.value("lamplighter_alerts{severity=\"warn\"}", service.getAlertsWarn());
        metrics.single(
                "lamplighter_set_aside", "Windows, routes, queries and settings set aside.", service.getSetAside());
        metrics.single(
                "lamplighter_open_windows", "Windows that are open now, leads included.", service.getOpenWindows());
        Map<String, Integer> acting = service.getActing();
        if (!acting.isEmpty()) {
            metrics.gauge("lamplighter_acting", "1 while this of several copies acts.");
            acting.forEach((lease, held) -> metrics.value("lamplighter_acting{lease=\"" + lease + "\"}", held));
        }
        metrics.single("lamplighter_panel_stale", "1 while the panel is not fresh.", service.getStale());
        metrics.single("lamplighter_panel_lost", "1 while the panel shows that the state is lost.", service.getLost());
        metrics.single(
                "lamplighter_last_poll_age_seconds",
                "Time since EC2 last answered a poll.",
                age(service.getLastPollAgeSeconds()));
        metrics.single(
                "lamplighter_newest_report_age_seconds",
                "Time since the latest month was published.",
                age(service.getNewestReportAgeSeconds()));
        metrics.ofRoutes(
                "lamplighter_route_messages_total",
                "counter",
                "Messages through a route.",
                routes,
                RouteReport::messages);
        metrics.ofRoutes(
                "lamplighter_route_failures_total",
                "counter",
                "Of these, messages that failed.",
                routes,
                RouteReport::failures);
        metrics.ofRoutes(
                "lamplighter_route_failures_in_a_row",
                "gauge",
                "Failures since the route's last success.",
                routes,
                RouteReport::failuresInARow);
        metrics.ofRoutes(
                "lamplighter_route_last_success_age_seconds",
                "gauge",
                "Time since the route's last success.",
                routes,
                route -> age(route.lastSuccessAgeSeconds()));
        metrics.ofRoutes(
                "lamplighter_route_up",
                "gauge",
                "1 while the route is started.",
                routes,
                route -> route.state().equals("Started") ? 1 : 0);
        return metrics.text.toString();
    }

    private static double age(long seconds) {
        return seconds < 0 ? Double.NaN : seconds;
    }

    private void single(String name, String help, double value) {
        gauge(name, help);
        value(name, value);
    }

    private void ofRoutes(
            String name, String type, String help, List<RouteReport> routes, ToDoubleFunction<RouteReport> value) {
        head(name, type, help);
        routes.forEach(route -> value(name + "{route=\"" + escaped(route.route()) + "\"}", value.applyAsDouble(route)));
    }

    private void gauge(String name, String help) {
        head(name, "gauge", help);
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void value(String name, double value) {
        text.append(name).append(' ');
        if (value == Math.rint(value)) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
