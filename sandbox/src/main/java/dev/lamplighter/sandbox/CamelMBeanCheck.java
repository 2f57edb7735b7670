package dev.lamplighter.sandbox;

import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;

/** Asks Camel's own MBeans how the routes and the health checks are. */
final class CamelMBeanCheck {
    private final ServiceJmxClient service;

    CamelMBeanCheck(ServiceJmxClient service) {
        this.service = service;
    }

    EndToEndResult watch() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (ObjectName route : service.names("org.apache.camel:context=lamplighter,type=routes,name=*")) {
            String id = ObjectName.unquote(route.getKeyProperty("name"));
            String state = (String) service.attribute(route.toString(), "State");
            long failed = (Long) service.attribute(route.toString(), "ExchangesFailed")
                    + (Long) service.attribute(route.toString(), "FailuresHandled");
            lines.add("%-26s %-8s %4d messages, %d failed"
                    .formatted(id, state, (Long) service.attribute(route.toString(), "ExchangesTotal"), failed));
            if (failed > 0) {
                wrong.add(id + " failed " + failed + " times");
            }
        }
        if (lines.isEmpty()) {
            wrong.add("no routes in JMX");
        }
        service.failingChecks().forEach((check, why) -> wrong.add("health check " + check + " is DOWN: " + why));
        return new EndToEndResult("routes", wrong, lines);
    }
}
