package dev.lamplighter.app.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.junit.jupiter.api.Test;

class SharedMBeanInfosTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @Test
    void everyBeanHasTheAttributesAndOperationsThatCamelGivesIt() throws Exception {
        Map<String, String> own = shown("camels", false);
        assertThat(shown("shared", true)).isNotEmpty().containsExactlyEntriesOf(own);
    }

    @Test
    void beansOfOneClassKeepTheirOwnValues() throws Exception {
        try (DefaultCamelContext context = started("values", true)) {
            context.createProducerTemplate().sendBody("direct:first", "once");
            assertThat(SERVER.getAttribute(route("values", "first"), "ExchangesTotal"))
                    .isEqualTo(1L);
            assertThat(SERVER.getAttribute(route("values", "second"), "ExchangesTotal"))
                    .isEqualTo(0L);
            assertThat(SERVER.getAttribute(route("values", "second"), "EndpointUri"))
                    .isEqualTo("direct://second");
            assertThat(SERVER.invoke(route("values", "second"), "dumpRouteAsXml", null, null))
                    .asString()
                    .contains("id=\"second\"");
        }
    }

    /** The attributes and operations of each bean by the bean's name. */
    private static Map<String, String> shown(String name, boolean shared) throws Exception {
        try (DefaultCamelContext context = started(name, shared)) {
            assertThat(context.getRoutes()).hasSize(2);
            Map<String, String> shown = new TreeMap<>();
            // Those of threads have other numbers in each context, and the one under test shows itself.
            for (ObjectName bean : SERVER.queryNames(new ObjectName("org.apache.camel:context=" + name + ",*"), null)) {
                if (bean.getKeyProperty("type").startsWith("thread")
                        || bean.toString().endsWith("SharedMBeanInfos")) {
                    continue;
                }
                MBeanInfo info = SERVER.getMBeanInfo(bean);
                String features = Stream.of(info.getAttributes(), info.getOperations(), info.getNotifications())
                        .flatMap(Stream::of)
                        .map(feature -> feature.getName() + " " + feature.getDescription())
                        .sorted()
                        .collect(Collectors.joining("\n"));
                shown.put(
                        bean.toString().replace(name, "NAME").replaceAll("0x[0-9a-f]+", "0x0"),
                        info.getClassName() + " " + info.getDescription() + "\n" + features);
            }
            return shown;
        }
    }

    private static DefaultCamelContext started(String name, boolean shared) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.setNameStrategy(new ExplicitCamelContextNameStrategy(name));
        if (shared) {
            SharedMBeanInfos.useIn(context);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first")
                        .routeId("first")
                        .log("${body}")
                        .id("first.log")
                        .choice()
                        .id("first.choice")
                        .when(body().isNull())
                        .log("none")
                        .id("first.none")
                        .end();
                from("direct:second")
                        .routeId("second")
                        .log("${body}")
                        .id("second.log")
                        .to("seda:third")
                        .id("second.send");
            }
        });
        context.start();
        return context;
    }

    private static ObjectName route(String context, String id) throws Exception {
        return new ObjectName("org.apache.camel:context=" + context + ",type=routes,name=\"" + id + "\"");
    }
}
