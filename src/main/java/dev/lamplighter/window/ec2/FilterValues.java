package dev.lamplighter.window.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Makes the filters of calls that describe, with no more values than EC2 takes. */
final class FilterValues {
    /** EC2 takes at most 200 values in a filter (AWS: "DescribeInstances", Filter). */
    private static final int MOST = 200;

    private FilterValues() {}

    static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** The values in their order, each once, as many at a time as a filter takes. */
    static List<List<String>> slices(Collection<String> values) {
        List<String> sorted = values.stream().distinct().sorted().toList();
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MOST) {
            slices.add(sorted.subList(from, Math.min(from + MOST, sorted.size())));
        }
        return slices;
    }
}
