package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.WindowProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipped routes of alerts. */
final class AlertRoutesTest {
    private static final AlertKey PLACE = new AlertKey("windows", "sunday-service", "eipalloc-1");
    private static final Problem PROBLEM = new Problem(
            WindowProblemCode.ADDRESS_HELD, "eipalloc-1", "held", "by ${sys.user.home} of another", "free it");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T14:30:00Z"));
    private final StateDatabase database = StateDatabase.inMemory();
    private final AlertOutbox alerts = new AlertOutbox(database.dataSource(), now::get);
    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() {
        context.stop();
        database.close();
    }

    private void start(String... files) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("alerts.period", "50ms");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("alerts", alerts);
        for (String file : files) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(file, Files.readString(Path.of("routes", file))));
        }
        context.start();
    }

    private void alertGoesTo(Processor receiver) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alert").errorHandler(noErrorHandler()).process(receiver);
            }
        });
    }

    @Test
    void theShippedRouteTakesEveryAlert() throws Exception {
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        alerts.clear(PLACE);
        assertThat(waiting()).isEqualTo(2);
        start("alert-errors.camel.yaml", "alert-notices.camel.yaml", "alert.camel.yaml");

        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
    }

    /** How many notices are still to be passed on, due or not. */
    private int waiting() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM alert_notice")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void theMessageSaysItInItsBodyAndItsHeadersAndNothingOfItIsEvaluated() throws Exception {
        List<Object> bodies = Collections.synchronizedList(new ArrayList<>());
        List<Map<String, Object>> headers = Collections.synchronizedList(new ArrayList<>());
        alertGoesTo(exchange -> {
            headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
            bodies.add(exchange.getMessage().getBody(String.class));
        });
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        alerts.clear(PLACE);
        start("alert-errors.camel.yaml", "alert-notices.camel.yaml");

        await().atMost(Duration.ofSeconds(20)).until(() -> bodies.size() == 2);
        assertThat(bodies.get(0)).isEqualTo(PROBLEM.line());
        assertThat(headers.get(0))
                .containsEntry("NoticeKind", "ALERT")
                .containsEntry("AlertState", "RAISED")
                .containsEntry("AlertCode", "WINDOW-105")
                .containsEntry("AlertArea", "windows")
                .containsEntry("AlertSubject", "sunday-service")
                .containsEntry("AlertResource", "eipalloc-1");
        assertThat(String.valueOf(headers.get(0).get("AlertSeverity"))).isEqualTo("ERROR");
        assertThat(String.valueOf(headers.get(0).get("AlertSince"))).isEqualTo("2026-11-22T14:30:00Z");
        assertThat(headers.get(1)).containsEntry("AlertState", "CLEARED");
    }

    @Test
    void aRouteThatFailsKeepsTheAlertForLater() throws Exception {
        List<String> tried = Collections.synchronizedList(new ArrayList<>());
        alertGoesTo(exchange -> {
            tried.add(exchange.getMessage().getHeader("AlertState", String.class));
            if (tried.size() == 1) {
                throw new IllegalStateException("the mail server is down");
            }
        });
        alerts.raise(PLACE, AlertSeverity.ERROR, PROBLEM);
        start("alert-errors.camel.yaml", "alert-notices.camel.yaml");

        await().atMost(Duration.ofSeconds(20)).until(() -> tried.size() == 1);
        now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(11)));
        await().atMost(Duration.ofSeconds(20)).until(() -> tried.size() == 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
        assertThat(tried).containsExactly("RAISED", "RAISED");
    }
}
