package dev.lamplighter.app.route.file;

import dev.lamplighter.base.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.camel.util.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Lists the names that Camel knows, from the descriptions in its jars, for suggestions ("did you mean"). */
final class CamelCatalogNames {
    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private CamelCatalogNames() {}

    /** Names of all steps and expressions of the DSL. */
    static List<String> eips(CamelContext context) {
        return lines(context, SERVICES + "model.properties").stream()
                .filter(line -> !line.startsWith("#") && !line.contains("="))
                .toList();
    }

    /** Components on the class path. */
    static List<String> components(CamelContext context) {
        return names(context, "component.properties", "components=");
    }

    /** Expression languages on the class path. */
    static List<String> languages(CamelContext context) {
        return names(context, "language.properties", "languages=");
    }

    /** Fields of a step such as {@code log}; empty for a word that is no step. */
    static List<String> fieldsOf(String eip, CamelContext context) {
        return read(() -> ((CatalogCamelContext) context).getEipParameterJsonSchema(eip))
                .map(json -> JsonMapper.generateEipModel(json).getOptions().stream()
                        .map(BaseOptionModel::getName)
                        .toList())
                .orElse(List.of());
    }

    /** Options of a component's endpoints. */
    static List<? extends BaseOptionModel> optionsOf(String component, CamelContext context) {
        return read(() -> ((CatalogCamelContext) context).getComponentParameterJsonSchema(component))
                .map(json -> JsonMapper.generateComponentModel(json).getEndpointOptions())
                .orElse(List.of());
    }

    /** The syntax of a component's uri, as {@code quartz:groupName/triggerName}. */
    static String syntaxOf(String component, CamelContext context) {
        return read(() -> ((CatalogCamelContext) context).getComponentParameterJsonSchema(component))
                .map(json -> JsonMapper.generateComponentModel(json).getSyntax())
                .orElse(component);
    }

    static Optional<String> suggestion(String written, Collection<String> allowed) {
        return Suggestion.nearest(written, allowed).map(word -> "did you mean \"" + word + "\"?");
    }

    private static List<String> names(CamelContext context, String resource, String key) {
        return lines(context, SERVICES + resource).stream()
                .filter(line -> line.startsWith(key))
                .flatMap(line -> List.of(line.substring(key.length()).split("[ ,]+")).stream())
                .toList();
    }

    private static List<String> lines(CamelContext context, String resource) {
        ClassLoader loader = Optional.ofNullable(context.getApplicationContextClassLoader())
                .orElse(CamelContext.class.getClassLoader());
        List<String> lines = new ArrayList<>();
        try {
            for (URL url : Collections.list(loader.getResources(resource))) {
                try (InputStream in = url.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(lines::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + resource, e);
        }
        return lines;
    }

    private static Optional<JsonObject> read(Schema schema) {
        try {
            return Optional.ofNullable(schema.json()).map(JsonMapper::deserialize);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read Camel's descriptions", e);
        }
    }

    private interface Schema {
        @Nullable
        String json() throws IOException;
    }
}
