package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Applies EC2's filters: all of them must match, each by one of its values; {@code *} and {@code ?} are wildcards, a backslash
 * takes their meaning away ("List and filter your Amazon EC2 resources"). Values are case-sensitive.
 *
 * @param properties the value or values that a resource has under each filter's name; null values count as absent
 */
record Filters<T extends Ec2Resource>(Map<String, Function<T, Collection<String>>> properties) {
    private static final String TAG = "tag:";

    /** @throws SimulatedAwsError {@code InvalidParameterValue} for a filter that the resource doesn't have */
    List<T> apply(List<T> resources, List<Filter> filters) {
        List<T> left = resources;
        for (Filter filter : filters) {
            Function<T, Collection<String>> property = property(String.valueOf(filter.name()));
            Pattern wanted = pattern(filter.values());
            left = left.stream()
                    .filter(resource -> property.apply(resource).stream()
                            .filter(Objects::nonNull)
                            .anyMatch(value -> wanted.matcher(value).matches()))
                    .toList();
        }
        return left;
    }

    private Function<T, Collection<String>> property(String name) {
        if (name.startsWith(TAG)) {
            String key = name.substring(TAG.length());
            return resource ->
                    resource.tags().containsKey(key) ? List.of(resource.tags().get(key)) : List.of();
        }
        if (name.equals("tag-key")) {
            return resource -> resource.tags().keySet();
        }
        if (name.equals("tag-value")) {
            return resource -> resource.tags().values();
        }
        Function<T, Collection<String>> property = properties.get(name);
        if (property == null) {
            throw SimulatedAwsError.badRequest("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        return property;
    }

    /** One pattern for all values of a filter. */
    private static Pattern pattern(List<String> values) {
        StringBuilder regex = new StringBuilder("(?!)");
        for (String value : values) {
            regex.append('|').append(glob(value));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String glob(String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(value.charAt(i))));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
