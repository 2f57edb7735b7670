package dev.lamplighter.benchmarks.service;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured; of several values of a figure the median counts. */
final class Figures {
    private final Map<Contender, Map<Figure, List<Double>>> values = new HashMap<>();

    void add(Contender contender, Figure figure, double value) {
        values.computeIfAbsent(contender, nobody -> new EnumMap<>(Figure.class))
                .computeIfAbsent(figure, none -> new ArrayList<>())
                .add(value);
    }

    OptionalDouble median(Contender contender, Figure figure) {
        List<Double> sorted = values.getOrDefault(contender, Map.of()).getOrDefault(figure, List.of()).stream()
                .sorted()
                .toList();
        return sorted.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sorted.get(sorted.size() / 2));
    }
}
