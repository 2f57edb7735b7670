package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdAware;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemplatedRoutesTest {
    private static final String TEMPLATE = """
            - routeTemplate:
                id: window
                parameters: [{name: instance}, {name: note, defaultValue: none}]
                route:
                  from:
                    uri: direct:{{instance}}
                    steps: [{log: {id: window.say, message: "{{instance}} {{note}}"}}]
            """;

    @TempDir
    private Path home;

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    @Test
    void oneTemplatedRouteThatFailsDoesNotStopTheOthers() throws Exception {
        write("templates/window.camel.yaml", TEMPLATE);
        RouteFiles files = load();

        RouteLoadResult loaded = files.add(List.of(
                new TemplatedRoute("evening", "window", Map.of("instance", "i-1")),
                new TemplatedRoute("noon", "window", Map.of("instanse", "i-2")),
                new TemplatedRoute("night", "window", Map.of("note", "x")),
                new TemplatedRoute("dawn", "windw", Map.of()),
                new TemplatedRoute("evening", "window", Map.of("instance", "i-3")),
                new TemplatedRoute("copy", "window", Map.of("instance", "i-1")),
                new TemplatedRoute("morning", "window", Map.of("instance", "i-4"))));
        context.start();

        assertThat(loaded.problems())
                .extracting(Problem::line)
                .containsExactly(
                        "ROUTE-010  noon  route noon: template window has no parameter \"instanse\": allowed are"
                                + " instance, note; fix: did you mean \"instance\"?",
                        "ROUTE-010  routes/templates/window.camel.yaml:2:9  route night: template window misses"
                                + " instance: these parameters have no default; fix: see the template's parameters",
                        "ROUTE-010  dawn  route dawn: there is no template \"windw\": no file in routes/templates/"
                                + " gives it, or that file was set aside; fix: see the template's parameters",
                        "ROUTE-007  evening  route evening: route \"evening\" is taken: it is already in evening; fix:"
                                + " choose another name",
                        "ROUTE-007  copy  route copy: source direct://i-1 is taken: route evening reads from it; fix:"
                                + " choose another name for one of them");
        assertThat(loaded.routes()).containsExactly("evening", "morning");
        assertThat(context.getRouteController().getRouteStatus("morning")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void stepsOfRoutesFromOneTemplateHaveIdsOfTheirOwn() throws IOException {
        write("templates/plain.camel.yaml", TEMPLATE);
        write(
                "templates/telling.camel.yaml",
                TEMPLATE.replace("id: window", "id: telling").replace("telling.say", "\"{{instance}}.say\""));
        RouteFiles files = load();
        files.add(List.of(
                new TemplatedRoute("evening", "window", Map.of("instance", "i-1")),
                new TemplatedRoute("noon", "window", Map.of("instance", "i-2")),
                new TemplatedRoute("dawn", "telling", Map.of("instance", "i-3")),
                new TemplatedRoute("night", "telling", Map.of("instance", "i-4"))));
        context.start();

        assertThat(context.getRoutes().stream().flatMap(route -> route.filter("*").stream()))
                .filteredOn(step -> step instanceof IdAware)
                .extracting(step -> ((IdAware) step).getId())
                .contains("evening.window.say", "noon.window.say", "i-3.say", "i-4.say");
    }

    private RouteFiles load() {
        RouteFiles files = new RouteFiles(context, home.resolve("routes"));
        files.load();
        return files;
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("routes").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
