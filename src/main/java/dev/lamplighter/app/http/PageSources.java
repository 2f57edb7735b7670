package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.health.RouteReports;
import dev.lamplighter.app.status.ServiceMXBean;
import dev.lamplighter.panel.PanelMXBean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names what the status page, the health and the metrics are read from.
 *
 * @param status the status as JSON
 * @param service the same as numbers
 * @param panel null while the panel is set aside
 */
public record PageSources(
        Supplier<ObjectNode> status,
        ServiceMXBean service,
        @Nullable PanelMXBean panel,
        RouteReports routes) {}
