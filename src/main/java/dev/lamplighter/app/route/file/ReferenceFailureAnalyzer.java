package dev.lamplighter.app.route.file;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.RouteProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Explains references to names that don't exist (keys, beans, methods, languages, templates), and expressions that don't
 * parse.
 */
final class ReferenceFailureAnalyzer {
    private static final Pattern MISSING_KEY = Pattern.compile("Property with key \\[([^]]+)] not found");
    private static final Pattern NO_TEMPLATE = Pattern.compile("Cannot find RouteTemplate with id (\\S+)");
    private static final Pattern NO_PARAMETER =
            Pattern.compile("Route template (\\S+) the following mandatory parameters must be provided: (.+)");
    private static final Pattern NO_CLASS = Pattern.compile("Error creating bean: (\\S+) of type: (?:#class:)?(\\S+)");

    private ReferenceFailureAnalyzer() {}

    static Optional<Problem> explain(Throwable cause, RouteFile file, CamelContext context) {
        if (cause instanceof NoSuchBeanException unknown) {
            return Optional.of(unknown(file, "bean", unknown.getName(), beans(context)));
        }
        if (cause instanceof NoSuchLanguageException unknown) {
            return Optional.of(unknown(file, "language", unknown.getLanguage(), CamelCatalogNames.languages(context)));
        }
        if (cause instanceof MethodNotFoundException unknown) {
            return Optional.of(unknown(file, "method", unknown.getMethodName(), methods(unknown.getBean())));
        }
        if (cause instanceof SimpleIllegalSyntaxException refused) {
            return Optional.of(expression(refused, file));
        }
        return byMessage(String.valueOf(cause.getMessage()), file, context);
    }

    private static Optional<Problem> byMessage(String message, RouteFile file, CamelContext context) {
        Matcher key = MISSING_KEY.matcher(message);
        if (key.find()) {
            return Optional.of(missingKey(key.group(1), file, context));
        }
        Matcher template = NO_TEMPLATE.matcher(message);
        if (template.find()) {
            return Optional.of(template(
                    file.placeOf(template.group(1)),
                    "there is no template \"" + template.group(1) + "\"",
                    "no file in routes/templates/ gives it, or that file was set aside"));
        }
        Matcher parameter = NO_PARAMETER.matcher(message);
        if (parameter.find()) {
            return Optional.of(template(
                    file.placeOf(parameter.group(1)),
                    "template " + parameter.group(1) + " misses " + parameter.group(2),
                    "these parameters have no default"));
        }
        Matcher bean = NO_CLASS.matcher(message);
        return bean.find() ? Optional.of(bean(bean.group(1), bean.group(2), file)) : Optional.empty();
    }

    private static Problem unknown(RouteFile file, String kind, String name, List<String> known) {
        return new Problem(
                RouteProblemCode.UNKNOWN_NAME,
                file.placeOf(name),
                "unknown " + kind + " \"" + name + "\"",
                "nothing of that name is there",
                CamelCatalogNames.suggestion(name, known)
                        .orElse("allowed are "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    private static Problem missingKey(String key, RouteFile file, CamelContext context) {
        List<String> keys = context.getPropertiesComponent().loadProperties().keySet().stream()
                .map(String::valueOf)
                .toList();
        return new Problem(
                RouteProblemCode.NO_SETTING,
                file.placeOf(key),
                "no value for {{" + key + "}}",
                "application.properties doesn't have this key",
                CamelCatalogNames.suggestion(key, keys).orElse("set it in application.properties"));
    }

    private static Problem expression(SimpleIllegalSyntaxException refused, RouteFile file) {
        String message = String.valueOf(refused.getMessage()).replaceAll("\\s+at location[\\s\\S]*", "");
        return new Problem(
                RouteProblemCode.VALUE_REFUSED,
                file.placeOf(refused.getExpression()),
                "expression \"" + refused.getExpression() + "\" can't be read",
                RouteFailureAnalyzer.firstLine(message),
                "see Camel's simple language");
    }

    private static Problem template(String where, String what, String why) {
        return new Problem(RouteProblemCode.TEMPLATE_REFUSED, where, what, why, "see the template's parameters");
    }

    private static Problem bean(String name, String type, RouteFile file) {
        return new Problem(
                RouteProblemCode.UNKNOWN_NAME,
                file.placeOf(name),
                "bean \"" + name + "\" can't be made",
                "there is no class " + type + ", or its constructor fails",
                "name a class that is in lib/ or ext/");
    }

    private static List<String> beans(CamelContext context) {
        return List.copyOf(
                context.getRegistry().findByTypeWithName(Object.class).keySet());
    }

    private static List<String> methods(@Nullable Object bean) {
        if (bean == null) {
            return List.of();
        }
        return Arrays.stream(bean.getClass().getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(java.lang.reflect.Method::getName)
                .distinct()
                .toList();
    }
}
