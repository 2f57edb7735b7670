package dev.lamplighter.sandbox.cur;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the columns of one report in their order, and knows those that it lacks. */
final class Columns {
    private static final int ABSENT = -1;

    /** Product columns that no month lacks, because the cost queries or every reader need them. */
    private static final Set<String> KEPT = Set.of(
            "product/ProductName",
            "product/productFamily",
            "product/servicecode",
            "product/usagetype",
            "product/transferType",
            "product/fromLocation",
            "product/toLocation",
            "product/location",
            "product/region",
            "product/regionCode",
            "product/instanceType",
            "product/operation",
            "product/sku");

    private final List<CurColumn> present;
    private final Map<String, Integer> positions = new HashMap<>();

    private Columns(List<String> all, Set<String> dropped) {
        all.forEach(header -> positions.put(header, ABSENT));
        present = all.stream()
                .filter(header -> !dropped.contains(header))
                .map(CurColumn::of)
                .toList();
        for (int i = 0; i < present.size(); i++) {
            positions.put(present.get(i).header(), i);
        }
    }

    static Columns of(CostReportSpec spec) {
        List<String> all = new ArrayList<>(catalogue());
        if (spec.oddities().nasty()) {
            all.add(all.indexOf("resourceTags/user:service"), "resourceTags/user:owner");
        }
        return new Columns(all, dropped(all, spec));
    }

    List<CurColumn> present() {
        return present;
    }

    /** Whether this month has the column; {@link IllegalArgumentException} when no month ever does. */
    boolean has(String header) {
        return find(header) != ABSENT;
    }

    /** Where the column is, counted from 0; {@link IllegalArgumentException} when this month lacks it. */
    int position(String header) {
        int position = find(header);
        if (position == ABSENT) {
            throw new IllegalArgumentException("column " + header + " was dropped");
        }
        return position;
    }

    String headerLine() {
        return present.stream().map(CurColumn::header).collect(Collectors.joining(","));
    }

    private int find(String header) {
        Integer position = positions.get(header);
        if (position == null) {
            throw new IllegalArgumentException("no column " + header + " in columns.txt");
        }
        return position;
    }

    private static Set<String> dropped(List<String> all, CostReportSpec spec) {
        List<String> candidates = new ArrayList<>(all);
        candidates.removeIf(header -> !header.startsWith("product/") || KEPT.contains(header));
        Seed seed = new Seed(spec.seed()).and("columns").and(spec.billingMonth().toString());
        Set<String> dropped = new HashSet<>();
        for (int i = 0; i < spec.oddities().droppedColumns(); i++) {
            dropped.add(candidates.remove(seed.and(i).below(candidates.size())));
        }
        return dropped;
    }

    private static List<String> catalogue() {
        try (InputStream in = Objects.requireNonNull(Columns.class.getResourceAsStream("columns.txt"), "columns.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("columns.txt", e);
        }
    }
}
