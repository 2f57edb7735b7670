package dev.lamplighter.sandbox.cur;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Renders a draft as CSV (RFC 4180, quotes only where needed), leaving holes where hours differ. */
final class LineRenderer {
    private final LineDraft draft;
    private final ReportStyle style;
    private final RowByteBuffer out = new RowByteBuffer();
    private final List<Integer> cuts = new ArrayList<>();
    private final List<Integer> holes = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();

    private LineRenderer(LineDraft draft, ReportStyle style) {
        this.draft = draft;
        this.style = style;
    }

    static LineItem.Rendering render(LineDraft draft, ReportStyle style) {
        LineRenderer renderer = new LineRenderer(draft, style);
        renderer.cells();
        return new LineItem.Rendering(
                renderer.out.toByteArray(),
                ints(renderer.cuts),
                ints(renderer.holes),
                ints(renderer.positions),
                renderer.values.stream().mapToLong(Long::longValue).toArray(),
                draft.columns().position("lineItem/UnblendedCost"));
    }

    private void cells() {
        for (int i = 0; i < draft.columns().present().size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            cell(i);
        }
        out.append(utf8(style.lineEnd()));
    }

    private void cell(int position) {
        LineDraft.Amount amount = draft.amount(position);
        String text = draft.text(position);
        if (amount != null) {
            amount(position, amount);
        } else if (text.isEmpty()) {
            dateOfHour(position);
        } else {
            out.append(utf8(quoted(text)));
        }
    }

    private void amount(int position, LineDraft.Amount amount) {
        if (amount.perUsage()) {
            hole(positions.size());
        } else {
            style.numbers().write(amount.value(), out);
        }
        positions.add(position);
        values.add(amount.value());
    }

    /** A line that does not give these dates itself takes them from the hour. */
    private void dateOfHour(int position) {
        switch (draft.columns().present().get(position).header()) {
            case "identity/TimeInterval" -> hole(LineItem.INTERVAL);
            case "lineItem/UsageStartDate" -> hole(LineItem.START);
            case "lineItem/UsageEndDate" -> hole(LineItem.END);
            default -> {}
        }
    }

    private void hole(int what) {
        cuts.add(out.size());
        holes.add(what);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
