package dev.lamplighter.sandbox.cur;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which lines a month has, hour by hour, in the order of a report: hour, product code, usage type. Any part of the month
 * comes out the same whether or not the rest is asked for. Holds one rendered line for each line of an hour: under
 * 3 MB per million rows of the month.
 */
final class LineSchedule {
    private static final Comparator<LineItem> ORDER = Comparator.comparing(
                    (LineItem line) -> line.facts().productCode())
            .thenComparing(line -> line.facts().usageType())
            .thenComparing(line -> line.facts().lineItemType());

    private final CostReportSpec spec;
    private final LineFactory factory;
    private final ControlTotalsCollector ledger;
    private final List<MonthlyLine> monthly;
    private final List<LineItem> monthlyItems = new ArrayList<>();
    private final long hourlyRows;
    private final List<Slot> slots;
    private final @Nullable LineItem[] current;
    private final int[] occupancies;

    LineSchedule(CostReportSpec spec, LineFactory factory, ControlTotalsCollector ledger) {
        this.spec = spec;
        this.factory = factory;
        this.ledger = ledger;
        FeeAndCreditLines lines = new FeeAndCreditLines(spec);
        List<MonthlyLine> all = lines.all();
        hourlyRows = (long) spec.rows() - all.size();
        monthly = posted(all, lines.lateRefund());
        slots = slots();
        current = new @Nullable LineItem[slots.size()];
        occupancies = new int[slots.size()];
    }

    /** Rows of the version, known before the first is made. */
    long rows() {
        return monthly.size() + rowsBefore(spec.hours());
    }

    /** The lines of one hour; to be asked for hour after hour, each only once. */
    List<LineItem> linesOf(int hour) {
        long from = rowsBefore(hour);
        int count = (int) (rowsBefore(hour + 1) - from);
        int first = (int) (from % slots.size());
        int wrapped = Math.max(0, first + count - slots.size());
        List<LineItem> lines = new ArrayList<>(count + monthly.size());
        for (int i = 0; i < wrapped; i++) {
            lines.add(occupant(i, hour));
        }
        for (int i = first; i < first + count - wrapped; i++) {
            lines.add(occupant(i, hour));
        }
        if (hour % 24 == 0) {
            addMonthly(lines, 1 + hour / 24);
        }
        return lines;
    }

    private void addMonthly(List<LineItem> lines, int day) {
        List<LineItem> ofMonthBefore = new ArrayList<>();
        for (MonthlyLine line : monthly) {
            if (line.writtenOn() == day) {
                LineItem item = factory.monthly(line);
                monthlyItems.add(item);
                (line.isOfMonthBefore() ? ofMonthBefore : lines).add(item);
            }
        }
        lines.sort(ORDER);
        lines.addAll(0, ofMonthBefore);
    }

    /** Books what is not booked yet; to be called after the last line was written. */
    void bookTheRest() {
        monthlyItems.forEach(line -> line.book(ledger));
        for (LineItem line : current) {
            if (line != null) {
                line.book(ledger);
            }
        }
    }

    private List<MonthlyLine> posted(List<MonthlyLine> all, MonthlyLine lateRefund) {
        boolean over = spec.hours() == spec.hoursOfMonth();
        Stream<MonthlyLine> late = spec.version().lateRefund() ? Stream.of(lateRefund) : Stream.empty();
        return Stream.concat(
                        all.stream()
                                .filter(line ->
                                        over || line.arrives() <= spec.version().untilDay()),
                        late)
                .toList();
    }

    /** Rows of the month's first hours, spread evenly. */
    private long rowsBefore(int hour) {
        return hourlyRows * hour / spec.hoursOfMonth();
    }

    /** At least one slot of each shape, and at least one for each line of the fullest hour. */
    private List<Slot> slots() {
        List<LineItemTemplate> shapes = Stream.of(
                        ComputeLines.ALL, CommitmentLines.ALL, ServiceLines.ALL, TransferLines.ALL)
                .flatMap(List::stream)
                .toList();
        long perHour = hourlyRows / spec.hoursOfMonth() + 1;
        int weights = shapes.stream().mapToInt(LineItemTemplate::weight).sum();
        Seed seed = new Seed(spec.seed()).and("slots").and(spec.billingMonth().toString());
        List<Slot> made = new ArrayList<>();
        for (LineItemTemplate shape : shapes) {
            long count = Math.max(1, (perHour * shape.weight() + weights - 1) / weights);
            Seed family = seed.and(shape.family());
            for (int i = 0; i < count; i++) {
                made.add(Slot.of(shape, family.and(i)));
            }
        }
        made.sort(Comparator.comparing((Slot slot) -> slot.shape().productCode())
                .thenComparing(Slot::usageType)
                .thenComparing(slot -> slot.seed().value())
                .thenComparing(slot -> slot.shape().lineItemType()));
        return List.copyOf(made);
    }

    private LineItem occupant(int index, int hour) {
        Slot slot = slots.get(index);
        int occupancy = slot.occupancy(hour);
        LineItem line = current[index];
        if (line == null || occupancies[index] != occupancy) {
            if (line != null) {
                line.book(ledger);
            }
            line = factory.hourly(slot, occupancy);
            current[index] = line;
            occupancies[index] = occupancy;
        }
        return line;
    }
}
