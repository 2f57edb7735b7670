package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Draws transfers between places as bands whose thickness shows the cost, with sources on the left and destinations on the
 * right.
 */
final class TransferMapSvg implements SvgChartDrawing {
    private static final int PLOT = 220;
    private static final int GAP = 10;
    /** The least height of a place, which has two lines of text. */
    private static final int LOWEST_PLACE = 32;

    private static final double BANDS_FROM = 34;
    private static final double BANDS_TO = 66;
    private static final double POST = 1.5;

    private final Chart.TransferMap chart;
    private final String id;
    private final Scale scale;
    private final Map<String, Place> from;
    private final Map<String, Place> to;

    /** A place on one side: its position, and how much of its height bands have taken. */
    private static final class Place {
        private BigDecimal amount = BigDecimal.ZERO;
        private double y;
        private double height;
        private double taken;
    }

    TransferMapSvg(Chart.TransferMap chart, String id) {
        this.chart = chart;
        this.id = id;
        BigDecimal total =
                chart.flows().stream().map(flow -> flow.amount().abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
        scale = new Scale(List.of(total), PLOT);
        from = places(Chart.TransferMap.Flow::from);
        to = places(Chart.TransferMap.Flow::to);
    }

    private Map<String, Place> places(Function<Chart.TransferMap.Flow, String> side) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Chart.TransferMap.Flow flow : chart.flows()) {
            Place place = places.computeIfAbsent(side.apply(flow), name -> new Place());
            place.amount = place.amount.add(flow.amount());
            place.height += scale.length(flow.amount());
        }
        double y = 0;
        for (Place place : places.values()) {
            place.y = y;
            place.height = Math.max(LOWEST_PLACE, place.height);
            y += place.height + GAP;
        }
        return places;
    }

    @Override
    public int height() {
        return (int) Math.ceil(Math.max(bottom(from), bottom(to))) + 2;
    }

    private static double bottom(Map<String, Place> places) {
        return places.values().stream()
                .mapToDouble(place -> place.y + place.height)
                .max()
                .orElse(LOWEST_PLACE);
    }

    @Override
    public void write(Markup markup) {
        int height = height();
        markup.open(
                "svg",
                "x",
                Scale.percent(BANDS_FROM),
                "width",
                Scale.percent(BANDS_TO - BANDS_FROM),
                "y",
                0,
                "height",
                height,
                "viewBox",
                "0 0 100 " + height,
                "preserveAspectRatio",
                "none");
        List<String> sources = List.copyOf(from.keySet());
        for (Chart.TransferMap.Flow flow : chart.flows()) {
            band(markup, flow, sources.indexOf(flow.from()));
        }
        markup.close();
        int place = 0;
        for (Map.Entry<String, Place> source : from.entrySet()) {
            post(markup, source.getValue(), BANDS_FROM - POST, SvgStyle.colour(place++));
            label(markup, source, "start", "0");
        }
        for (Map.Entry<String, Place> target : to.entrySet()) {
            post(markup, target.getValue(), BANDS_TO, SvgStyle.colour(SvgStyle.COLOURS));
            label(markup, target, "end", "100%");
        }
    }

    private void band(Markup markup, Chart.TransferMap.Flow flow, int place) {
        Place source = from.getOrDefault(flow.from(), new Place());
        Place target = to.getOrDefault(flow.to(), new Place());
        double thickness = scale.length(flow.amount());
        double shown = Math.max(1, thickness);
        double left = source.y + source.taken;
        double right = target.y + target.taken;
        source.taken += thickness;
        target.taken += thickness;
        markup.open(
                        "path",
                        "d",
                        "M0," + Scale.number(left) + " C50," + Scale.number(left) + " 50," + Scale.number(right)
                                + " 100,"
                                + Scale.number(right) + " V" + Scale.number(right + shown) + " C50,"
                                + Scale.number(right + shown) + " 50," + Scale.number(left + shown) + " 0,"
                                + Scale.number(left + shown) + " Z",
                        "fill",
                        SvgStyle.fill(id, place),
                        "fill-opacity",
                        0.75)
                .element(
                        "title",
                        flow.from() + " to " + flow.to() + ": " + flow.amount().toPlainString() + " " + chart.unit())
                .close();
    }

    private static void post(Markup markup, Place place, double x, String colour) {
        markup.empty(
                "rect",
                "x",
                Scale.percent(x),
                "y",
                Scale.number(place.y),
                "width",
                Scale.percent(POST),
                "height",
                Scale.number(place.height),
                "fill",
                colour);
    }

    private void label(Markup markup, Map.Entry<String, Place> place, String anchor, String x) {
        double y = place.getValue().y;
        markup.element(
                "text",
                SvgCharts.placeLabel(place.getKey()),
                "class",
                "lc-ink",
                "text-anchor",
                anchor,
                "x",
                x,
                "y",
                Scale.number(y + 13));
        markup.element(
                "text",
                RoundedNumber.amount(place.getValue().amount),
                "class",
                "lc-faint lc-small",
                "text-anchor",
                anchor,
                "x",
                x,
                "y",
                Scale.number(y + 28));
    }
}
