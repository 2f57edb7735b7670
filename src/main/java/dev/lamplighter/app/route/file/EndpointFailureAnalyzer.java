package dev.lamplighter.app.route.file;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.RouteProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.tooling.model.BaseOptionModel;

/** Explains unknown components, unknown options and option values that are not allowed. */
final class EndpointFailureAnalyzer {
    private static final Pattern UNKNOWN_OPTION = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
    private static final Pattern MISSING_OPTION =
            Pattern.compile("Option (\\S+) is required when creating endpoint uri with syntax (\\w[\\w-]*)");

    private EndpointFailureAnalyzer() {}

    static Optional<Problem> explain(Throwable cause, RouteFile file, CamelContext context) {
        if (cause instanceof NoSuchEndpointException unknown) {
            return Optional.of(unknownComponent(scheme(unknown.getUri()), file, context));
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ResolveEndpointFailedException refused) {
            Matcher option = UNKNOWN_OPTION.matcher(message);
            if (option.find()) {
                return Optional.of(unknownOption(option.group(1), scheme(refused.getUri()), file, context));
            }
        }
        if (cause instanceof PropertyBindingException refused && refused.getPropertyName() != null) {
            if (refused.getOptionPrefix() != null) {
                return Optional.of(refusedKey(refused, file));
            }
            return Optional.of(refusedValue(refused, file, context));
        }
        Matcher missing = MISSING_OPTION.matcher(message);
        return missing.find() ? Optional.of(missing(missing.group(1), missing.group(2), file)) : Optional.empty();
    }

    private static Problem unknownComponent(String scheme, RouteFile file, CamelContext context) {
        List<String> components = CamelCatalogNames.components(context);
        String known = scheme.split("/", 2)[0];
        if (!known.equals(scheme) && components.contains(known)) {
            return new Problem(
                    RouteProblemCode.UNKNOWN_COMPONENT,
                    file.placeOf(known),
                    "a part of " + known + " is missing",
                    "Camel made \"" + scheme + "\" of the parameters",
                    "give every part of " + CamelCatalogNames.syntaxOf(known, context));
        }
        return new Problem(
                RouteProblemCode.UNKNOWN_COMPONENT,
                file.placeOf(scheme),
                "unknown component \"" + scheme + "\"",
                "no jar on the class path has it",
                CamelCatalogNames.suggestion(scheme, components)
                        .orElse("allowed are "
                                + String.join(", ", components.stream().sorted().toList())));
    }

    private static Problem unknownOption(String option, String scheme, RouteFile file, CamelContext context) {
        List<String> options = CamelCatalogNames.optionsOf(scheme, context).stream()
                .map(BaseOptionModel::getName)
                .toList();
        return new Problem(
                RouteProblemCode.UNKNOWN_OPTION,
                file.placeOf(option),
                "unknown option \"" + option + "\" of " + scheme,
                "Camel's " + scheme + " component has no option of that name",
                CamelCatalogNames.suggestion(option, options).orElse("see the options of " + scheme));
    }

    private static Problem refusedValue(PropertyBindingException refused, RouteFile file, CamelContext context) {
        String name = refused.getPropertyName();
        String value = String.valueOf(refused.getValue());
        String scheme = scheme(String.valueOf(refused.getTarget()).replaceAll("^\\w+\\[", ""));
        Optional<? extends BaseOptionModel> option = CamelCatalogNames.optionsOf(scheme, context).stream()
                .filter(known -> known.getName().equals(name))
                .findFirst();
        List<String> allowed = option.map(BaseOptionModel::getEnums).orElse(List.of());
        String kind = option.map(BaseOptionModel::getType).orElse("other value");
        return new Problem(
                RouteProblemCode.VALUE_REFUSED,
                file.placeOf(name),
                "option " + name + " of " + scheme + " can't be \"" + value + "\"",
                allowed.isEmpty()
                        ? stated(refused).orElse("allowed is a value of type " + kind)
                        : "allowed are " + String.join(", ", allowed),
                CamelCatalogNames.suggestion(value, allowed).orElse("change the value"));
    }

    /** The explanation that one of this project's own endpoints gives for the refused option. */
    private static Optional<String> stated(PropertyBindingException refused) {
        return Optional.ofNullable(refused.getCause())
                .filter(cause -> cause.getClass() == IllegalArgumentException.class)
                .map(Throwable::getMessage);
    }

    /** The problem of a {@code camel.*} key that Camel Main reads itself. */
    private static Problem refusedKey(PropertyBindingException refused, RouteFile file) {
        String prefix = refused.getOptionPrefix().replaceFirst("\\.$", "");
        return new Problem(
                ConfigProblemCode.UNKNOWN_KEY,
                file.name(),
                prefix + "." + refused.getOptionKey() + " = " + refused.getValue(),
                refused.getCause() == null
                        ? "Camel has no such key"
                        : RouteFailureAnalyzer.firstLine(
                                String.valueOf(refused.getCause().getMessage())),
                "see Camel's list of " + prefix + ".* keys");
    }

    private static Problem missing(String option, String scheme, RouteFile file) {
        return new Problem(
                RouteProblemCode.VALUE_REFUSED,
                file.placeOf(scheme),
                "option " + option + " of " + scheme + " is missing",
                "it has no default",
                "add " + option + " to the parameters");
    }

    private static String scheme(String uri) {
        return uri.split("[:?]", 2)[0];
    }
}
