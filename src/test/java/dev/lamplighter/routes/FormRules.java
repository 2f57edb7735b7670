package dev.lamplighter.routes;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a route file is written. Each rule returns its violations, one line each. */
final class FormRules {
    private static final Set<String> DEFINITIONS = Set.of("route", "routeTemplate", "routeConfiguration");
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Set<String> NO_STEPS = Set.of(
            "route",
            "routeTemplate",
            "routeConfiguration",
            "templateParameter",
            "parameters",
            "from",
            "expression",
            "description",
            "simple",
            "constant",
            "csimple",
            "method",
            "language",
            "header",
            "exchangeProperty",
            "variable",
            "ref",
            "tokenize",
            "xpath",
            "handled",
            "continued",
            "useOriginalMessage",
            "onWhen",
            "retryWhile",
            "redeliveryPolicy",
            "exception",
            "errorHandler",
            "deadLetterChannel",
            "defaultErrorHandler",
            "noErrorHandler",
            "correlationExpression",
            "completionPredicate",
            "completionSizeExpression",
            "otherwise",
            "doFinally",
            "completionTimeoutExpression",
            "value");

    private static final Set<String> EXPRESSIONS = Set.of(
            "simple",
            "constant",
            "csimple",
            "method",
            "language",
            "header",
            "exchangeProperty",
            "variable",
            "tokenize",
            "xpath");

    /** What holds nothing but an expression, so that YAML has no {@code expression:} in it. */
    private static final Set<String> HOLDERS = Set.of(
            "expression",
            "handled",
            "continued",
            "onWhen",
            "retryWhile",
            "correlationExpression",
            "completionPredicate",
            "completionSizeExpression",
            "completionTimeoutExpression");

    private FormRules() {}

    static List<String> filesEndInCamelYamlOrCamelXml(List<RouteSource> files) {
        return files.stream()
                .map(RouteSource::name)
                .filter(name -> !name.matches(".*\\.camel\\.(yaml|xml)"))
                .map(name -> name + ": must end in .camel.yaml or .camel.xml")
                .toList();
    }

    static List<String> oneFileIsXml(List<RouteSource> files) {
        return files.isEmpty() || files.stream().anyMatch(RouteSource::isXml)
                ? List.of()
                : List.of("routes/: no file ends in .camel.xml, so nobody sees that XML works");
    }

    /** As it is, without an exception: where a placeholder must stand there is a form that Camel's schema knows. */
    static List<String> yamlObeysCamelsSchema(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        JsonSchema camel = Schema.camel();
        for (RouteSource file : files) {
            if (!file.isXml()) {
                camel.validate(file.text(), InputFormat.YAML).stream()
                        .forEach(message -> violations.add(file.name() + ": " + message.getMessage()));
            }
        }
        return violations;
    }

    static List<String> formIsExplicit(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.definitions().stream()
                    .filter(node -> !DEFINITIONS.contains(node.name()))
                    .forEach(node -> violations.add(file.name() + ": \"" + node.name() + "\" at the top, allowed are "
                            + "route, routeTemplate and routeConfiguration"));
            file.all()
                    .filter(RouteNode::shortForm)
                    .forEach(node -> violations.add(file.name() + ": \"" + node.name() + ": " + node.field("expression")
                            + "\" is short for a map of fields"));
            file.all()
                    .filter(node -> node.field("uri").contains("?"))
                    .forEach(node -> violations.add(
                            file.name() + ": options in \"" + node.field("uri") + "\" belong under parameters"));
        }
        return violations;
    }

    /** Camel reads both forms; XML has only the short one. */
    static List<String> expressionIsWrittenOut(List<RouteSource> files) {
        return files.stream()
                .filter(file -> !file.isXml())
                .flatMap(file -> file.all()
                        .filter(step -> !HOLDERS.contains(step.name()))
                        .flatMap(step -> step.children().stream()
                                .filter(child -> EXPRESSIONS.contains(child.name()))
                                .map(child -> file.name() + ": \"" + child.name() + "\" of " + step.name() + " \""
                                        + step.field("id") + "\" stands without expression: above it")))
                .toList();
    }

    static List<String> oneDefinitionPerFile(List<RouteSource> files) {
        return files.stream()
                .filter(file -> file.definitions().size() != 1)
                .map(file -> file.name() + ": holds " + file.definitions().size() + " definitions, must be one")
                .toList();
    }

    /** The name of a configuration ends in -errors, too, so that it is found. */
    static List<String> fileNameIsTheId(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            for (RouteNode node : file.definitions()) {
                boolean configuration = node.name().equals("routeConfiguration");
                if (!file.stem().equals(node.field("id"))
                        || configuration != file.stem().endsWith("-errors")) {
                    violations.add(file.name() + ": holds " + node.name() + " \"" + node.field("id") + "\"");
                }
                if (node.name().equals("routeTemplate") != file.name().contains("/templates/")) {
                    violations.add(file.name() + ": templates, and only they, live in routes/templates/");
                }
            }
        }
        return violations;
    }

    static List<String> idsAreKebabCase(List<RouteSource> files) {
        return definitions(files)
                .filter(definition ->
                        !KEBAB.matcher(definition.getValue().field("id")).matches())
                .map(definition ->
                        definition.getKey() + ": id \"" + definition.getValue().field("id") + "\" is not kebab-case")
                .toList();
    }

    static List<String> everythingHasADescription(List<RouteSource> files) {
        return definitions(files)
                .filter(definition -> definition.getValue().field("description").isBlank()
                        && definition.getValue().children().stream()
                                .noneMatch(child -> child.name().equals("description")))
                .map(definition -> definition.getKey() + ": no description, which must say why repeating is harmless")
                .toList();
    }

    /** {@code <route>.<step>}; in a template it may begin with a parameter instead. */
    static List<String> stepsAreNamedAfterTheirRoute(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.all().filter(node -> !NO_STEPS.contains(node.name())).forEach(step -> {
                String id = step.field("id");
                boolean parameter = file.name().contains("/templates/") && id.matches("\\{\\{\\w+}}\\..+");
                if (!parameter && !id.matches(Pattern.quote(file.stem()) + "\\.[a-z0-9-]+")) {
                    violations.add(file.name() + ": step " + step.name() + " has id \"" + id + "\", must be "
                            + file.stem() + ".<step>");
                }
            });
        }
        return violations;
    }

    static List<String> idsAreUnique(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (RouteSource file : files) {
            file.all()
                    .filter(node -> !node.name().equals("templateParameter"))
                    .map(node -> node.field("id"))
                    .filter(id -> !id.isEmpty())
                    .forEach(id -> {
                        String owner = owners.putIfAbsent(id, file.name());
                        if (owner != null) {
                            violations.add(file.name() + ": id \"" + id + "\" is already in " + owner);
                        }
                    });
        }
        return violations;
    }

    private static Stream<Map.Entry<String, RouteNode>> definitions(List<RouteSource> files) {
        return files.stream().flatMap(file -> file.definitions().stream().map(node -> Map.entry(file.name(), node)));
    }

    /** Read seldom, because it takes seconds; not kept for ever, because it takes 200 MB. */
    private static final class Schema {
        private static SoftReference<JsonSchema> read = new SoftReference<>(null);

        static synchronized JsonSchema camel() {
            JsonSchema known = read.get();
            if (known == null) {
                known = read();
                read = new SoftReference<>(known);
            }
            return known;
        }

        private static JsonSchema read() {
            try (InputStream in = Objects.requireNonNull(
                    FormRules.class.getResourceAsStream("/schema/camelYamlDsl.json"), "camel-yaml-dsl has no schema")) {
                return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
