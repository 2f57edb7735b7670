package dev.lamplighter.routes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What route files refer to: each other, keys, beans, the outside. Each rule returns its violations, one line each. */
final class ReferenceRules {
    /** Where a bean of ours leaves an S3 key that it has made of our own names. */
    static final String OWN_KEY = "body.archiveKey";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern BEAN_VALUE = Pattern.compile("#(?:bean:)?([A-Za-z]\\w*)");
    private static final Pattern SECRET_FIELD = Pattern.compile("(?i).*(secret|password|token|accessKey).*");
    private static final Pattern LITERAL = Pattern.compile(
            "(?<![\\w.])\\d{12}(?![\\w.])" // account
                    + "|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b" // access key
                    + "|\\b(?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?(?:north|south|east|west|central)(?:east|west)?-\\d\\b");
    private static final Set<String> BEAN_FIELDS = Set.of(
            "ref",
            "idempotentRepository",
            "aggregationStrategy",
            "aggregationRepository",
            "executorService",
            "onPrepareRef",
            "routePolicy",
            "errorHandlerRef",
            "beanName");

    private ReferenceRules() {}

    /** {@code direct:} and {@code seda:}, by their first parts; a template's placeholder stands for anything. */
    static List<String> everyTargetHasOneReader(List<RouteSource> files) {
        List<String> readers = new ArrayList<>();
        files.forEach(file -> file.all("from").map(ReferenceRules::internal).forEach(readers::add));
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            Stream.concat(
                            file.all()
                                    .filter(node -> !node.name().equals("from"))
                                    .map(ReferenceRules::internal),
                            file.all().map(node -> node.field("deadLetterUri")))
                    .filter(uri -> uri.matches("(direct|seda):.+"))
                    .forEach(uri -> {
                        long count = readers.stream()
                                .filter(reader -> uri.matches(pattern(reader)) || reader.matches(pattern(uri)))
                                .count();
                        if (count != 1) {
                            violations.add(file.name() + ": " + uri + " has " + count + " readers, must be one");
                        }
                    });
        }
        return violations;
    }

    static List<String> templateParametersAreDescribedAndUsed(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.all("templateParameter").forEach(parameter -> {
                String name = parameter.field("name");
                if (parameter.field("description").isBlank()) {
                    violations.add(file.name() + ": parameter " + name + " has no description");
                }
                if (!file.text().contains("{{" + name + "}}")) {
                    violations.add(file.name() + ": parameter " + name + " is not used");
                }
            });
        }
        return violations;
    }

    static List<String> everyPlaceholderHasAValue(List<RouteSource> files, Set<String> keys) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            Set<String> known = new LinkedHashSet<>(keys);
            file.all("templateParameter").forEach(parameter -> known.add(parameter.field("name")));
            Matcher placeholder = PLACEHOLDER.matcher(file.text());
            while (placeholder.find()) {
                String key = placeholder.group(1).strip();
                if (!key.startsWith("?") && !key.contains(":") && !known.contains(key)) {
                    violations.add(file.name() + ": {{" + key + "}} is neither a parameter nor in"
                            + " application.properties");
                }
            }
        }
        return violations;
    }

    static List<String> everyBeanIsKnown(List<RouteSource> files, Set<String> beans) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.all()
                    .flatMap(ReferenceRules::beans)
                    .filter(bean -> !beans.contains(bean))
                    .forEach(bean -> violations.add(file.name() + ": bean \"" + bean + "\" is none of ours"));
        }
        return violations;
    }

    static List<String> nothingLiteralOfAnAccount(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            Matcher literal = LITERAL.matcher(file.text());
            while (literal.find()) {
                violations.add(file.name() + ": \"" + literal.group() + "\" belongs into application.properties");
            }
            file.all()
                    .forEach(node -> node.fields().forEach((field, value) -> {
                        if (node.name().equals("parameters")
                                && SECRET_FIELD.matcher(field).matches()
                                && !value.matches("\\{\\{.+}}|\\$\\{.+}")) {
                            violations.add(file.name() + ": " + field + " has a literal value");
                        }
                    }));
        }
        return violations;
    }

    /**
     * aws2-s3 4.18.0 evaluates expressions that it finds in {@code CamelAwsS3Key} (CVE-2026-95664), so a key from
     * outside must not get there: only a constant or what a bean of ours has made.
     */
    static List<String> noForeignS3Key(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.all()
                    .filter(node -> node.name().matches("setHeaders?"))
                    .filter(node -> node.field("name").matches("CamelAwsS3(Destination)?Key"))
                    .filter(node -> node.all().noneMatch(ReferenceRules::isOwnKey))
                    .forEach(node -> violations.add(file.name() + ": " + node.field("id") + " sets "
                            + node.field("name") + " to something that may come from outside; allowed are a constant,"
                            + " a method and ${" + OWN_KEY + "}"));
        }
        return violations;
    }

    /**
     * aws2-sqs 4.18.0 makes a header of each attribute of a message, Camel's own headers included (CVE-2026-46456), so
     * a queue that others write to must not be asked for attributes.
     */
    static List<String> noForeignHeaderFromAQueue(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.all("from")
                    .filter(from -> from.field("uri").startsWith("aws2-sqs:"))
                    .filter(from ->
                            from.all().anyMatch(node -> node.fields().toString().contains("messageAttributeNames")))
                    .forEach(from -> violations.add(file.name() + ": " + from.field("id")
                            + " asks for attributes, of which aws2-sqs makes headers, whoever wrote them;"
                            + " leave messageAttributeNames out"));
        }
        return violations;
    }

    /** Camel's {@code timer:} is {@code java.util.Timer}, which stands still while a clock that was set back catches up. */
    static List<String> nothingWaitsOnTheWallClock(List<RouteSource> files) {
        List<String> violations = new ArrayList<>();
        for (RouteSource file : files) {
            file.all("from")
                    .filter(from -> from.field("uri").matches("timer(:.*)?"))
                    .forEach(from -> violations.add(file.name() + ": " + from.field("id")
                            + " is wound up by timer:, which a clock that is set back holds up; write scheduler:"));
        }
        return violations;
    }

    private static boolean isOwnKey(RouteNode node) {
        return switch (node.name()) {
            case "constant", "method" -> true;
            case "simple" -> node.field("expression").equals("${" + OWN_KEY + "}");
            default -> false;
        };
    }

    private static Stream<String> beans(RouteNode node) {
        List<String> found = new ArrayList<>();
        node.fields().forEach((field, value) -> {
            Matcher bean = BEAN_VALUE.matcher(value);
            if (bean.matches()) {
                found.add(bean.group(1));
            } else if (BEAN_FIELDS.contains(field) && !value.startsWith("{{")) {
                found.add(value);
            }
        });
        if (node.field("uri").startsWith("bean:")) {
            found.add(node.field("uri").substring("bean:".length()));
        }
        return found.stream();
    }

    /** {@code direct:name} from either way of writing it; other uris as they are. */
    private static String internal(RouteNode node) {
        String uri = node.field("uri");
        if (!uri.matches("direct|seda")) {
            return uri;
        }
        return node.children().stream()
                .filter(child -> child.name().equals("parameters"))
                .map(child -> uri + ":" + child.field("name"))
                .findFirst()
                .orElse(uri);
    }

    private static String pattern(String uri) {
        Matcher placeholder = PLACEHOLDER.matcher(uri);
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (placeholder.find()) {
            pattern.append(Pattern.quote(uri.substring(end, placeholder.start())))
                    .append(".+");
            end = placeholder.end();
        }
        return pattern.append(Pattern.quote(uri.substring(end))).toString();
    }
}
