package dev.lamplighter.app.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** Parses route files with Camel. */
public final class RouteParser {
    private RouteParser() {}

    /**
     * Parses a file; adds nothing to the context yet.
     *
     * @param name of the file, whose extension gives the language
     */
    public static List<RouteBuilder> builders(CamelContext context, String name, String text) throws Exception {
        Resource resource = ResourceHelper.fromBytes("file:" + name, text.getBytes(StandardCharsets.UTF_8));
        List<RouteBuilder> builders = new ArrayList<>();
        // A new loader each time: Camel's own keeps a bean that could not be made and fails again at the next file.
        try (DefaultRoutesLoader loader = new DefaultRoutesLoader(context)) {
            for (RoutesBuilder builder : loader.findRoutesBuilders(List.of(resource))) {
                builders.add((RouteBuilder) builder);
            }
        }
        return builders;
    }
}
