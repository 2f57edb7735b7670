package dev.lamplighter.panel;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.panel.frame.PixelHealth;
import dev.lamplighter.panel.frame.PixelLabel;
import dev.lamplighter.panel.pixel.OwnedPixel;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelAssignmentSettings;
import dev.lamplighter.panel.pixel.PixelOwner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists the pixels and their owners for people: a line each with pixel, name, id, meaning, source and pin. */
public final class PixelTableText {
    private static final String PIN = "pin ";

    private final PanelGeometry panel;
    private final Map<Integer, String> pins = new HashMap<>();

    private record Row(int index, int page, List<String> cells) {}

    public PixelTableText(PanelGeometry panel, PixelAssignmentSettings settings) {
        this.panel = panel;
        settings.pinsOn(panel).forEach((pin, index) -> pins.put(index, pin));
    }

    /** The lines for a running service, ordered by pixel; owners without a pixel come last. */
    public List<String> of(PixelAllocation pixelLayout, List<PixelAssignment> assignments, PixelHealth pixelHealth) {
        List<Row> rows = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (OwnedPixel ownedPixel : pixelLayout.lit()) {
            told.add(ownedPixel.instanceId());
            rows.add(row(
                    ownedPixel.index(), Math.max(0, ownedPixel.page()), cells(ownedPixel.pixelOwner(), pixelHealth)));
        }
        pixelLayout.hidden().forEach(pixelOwner -> told.add(pixelOwner.id()));
        addKept(rows, assignments, told);
        List<List<String>> table = new ArrayList<>(inOrder(rows, severalOf(pixelLayout)));
        for (PixelOwner pixelOwner : pixelLayout.hidden()) {
            List<String> line = new ArrayList<>(List.of("-"));
            line.addAll(cells(pixelOwner, pixelHealth));
            table.add(line);
        }
        return columns(table);
    }

    /** The names that more than one owner has. */
    private static Set<String> severalOf(PixelAllocation pixelLayout) {
        Set<String> once = new HashSet<>();
        Set<String> several = new HashSet<>();
        Stream.concat(pixelLayout.lit().stream().map(OwnedPixel::pixelOwner), pixelLayout.hidden().stream())
                .map(PixelOwner::name)
                .filter(name -> !once.add(name))
                .forEach(several::add);
        return several;
    }

    /**
     * The rows of one instance, or of all instances with this name, and of its pin.
     *
     * @param said its id or its name; empty for every row
     */
    public static List<String> rowsOf(List<String> rows, String said) {
        if (said.isBlank()) {
            return rows;
        }
        List<String> found = rows.stream()
                .filter(row -> {
                    List<String> cells = List.of(row.split(" {2,}", -1));
                    return cells.contains(said.strip()) || cells.contains(PIN + said.strip());
                })
                .toList();
        if (found.isEmpty()) {
            throw new ProblemException(new Problem(
                    LightProblemCode.NOT_ON_THE_PANEL,
                    said.strip(),
                    "not on the panel",
                    "no instance and no pin there has this id or name",
                    "see all: bin/lamplighter panel map",
                    Problem.Kind.USER));
        }
        return found;
    }

    /** The lines while no service runs: the saved assignments with the names that they had, without states. */
    public List<String> of(List<PixelAssignment> saved) {
        List<Row> rows = new ArrayList<>();
        addKept(rows, saved, Set.of());
        return columns(inOrder(rows, Set.of()));
    }

    private void addKept(List<Row> rows, List<PixelAssignment> assignments, Set<String> told) {
        for (PixelAssignment kept : assignments) {
            if (!told.contains(kept.instanceId())) {
                String what = kept.goneSince() == null ? "" : "gone since " + ZonedTimeText.utc(kept.goneSince());
                rows.add(row(
                        kept.index() % panel.size(),
                        kept.index() / panel.size(),
                        List.of(PixelLabel.printable(kept.name()), kept.instanceId(), what, sources(kept.sources()))));
            }
        }
    }

    private List<List<String>> inOrder(List<Row> rows, Set<String> several) {
        Map<Integer, String> unused = new TreeMap<>(pins);
        rows.forEach(row -> unused.remove(row.index()));
        unused.forEach((index, pin) -> rows.add(row(
                index,
                0,
                List.of("", several.contains(pin) ? "(more than one has this name)" : "(nobody yet)", "", ""))));
        rows.sort(Comparator.comparingInt(Row::page).thenComparingInt(Row::index));
        return rows.stream().map(Row::cells).toList();
    }

    private Row row(int index, int page, List<String> about) {
        List<String> cells = new ArrayList<>();
        cells.add(panel.position(index) + (page == 0 ? "" : " page " + (page + 1)));
        cells.addAll(about);
        cells.add(pins.containsKey(index) ? PIN + pins.get(index) : "");
        return new Row(index, page, cells);
    }

    private static List<String> cells(PixelOwner pixelOwner, PixelHealth pixelHealth) {
        String name = pixelOwner.name().equals(pixelOwner.id()) ? "" : PixelLabel.printable(pixelOwner.name());
        return List.of(name, pixelOwner.id(), pixelHealth.meaning(pixelOwner), sources(pixelOwner.sources()));
    }

    private static String sources(Set<String> sources) {
        return String.join(" ", sources.stream().sorted().toList()).strip();
    }

    /** The rows as lines; each column is as wide as its widest cell, and empty columns are left out. */
    private static List<String> columns(List<List<String>> table) {
        int count = table.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[count];
        for (List<String> row : table) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return table.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            if (widths[column] > 0) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }
}
