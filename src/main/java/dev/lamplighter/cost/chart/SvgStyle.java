package dev.lamplighter.cost.chart;

import java.util.List;

/**
 * Defines the colours and textures of charts. The colours are those of Okabe and Ito (Color Universal Design), which
 * colour-blind people can tell apart. Each also has a texture, so that they can be told apart without colour.
 */
final class SvgStyle {
    /** The number of series with a colour of their own; further ones are grey. */
    static final int COLOURS = 5;

    private static final List<String> FILLS = List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#8C8C8C");

    /** The lines of each texture on a tile of 8 by 8; the first colour is plain. */
    private static final List<String> TEXTURES = List.of(
            "", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", "M0,4 h8", "M4,0 v8", "M0,0 l8,8 M0,8 l8,-8", "M4,4 h1 v1 h-1 z");

    /** The places of the colours for increases and decreases. */
    static final int MORE = 1;

    static final int LESS = 0;

    private static final String CSS =
            ".lc-ink{fill:#1b1b1b}.lc-faint{fill:#5a5a5a}.lc-rule{stroke:#8c8c8c}.lc-track{fill:#e4e4e4}"
                    + ".lc-mark{stroke:#1b1b1b}.lc-gap{stroke:#ffffff}"
                    + ".lc-svg text{font:13px system-ui,sans-serif}.lc-svg .lc-small{font-size:11px}"
                    + "@media (prefers-color-scheme: dark){.lc-ink{fill:#f0f0f0}.lc-faint{fill:#b4b4b4}.lc-track{fill:#3a3a3a}"
                    + ".lc-mark{stroke:#f0f0f0}.lc-gap{stroke:#161616}}";

    private SvgStyle() {}

    /** Writes the style and the textures. Their ids begin with that of the chart, because a page may have several charts. */
    static void write(Markup markup, String id) {
        markup.element("style", CSS).open("defs");
        for (int i = 0; i < FILLS.size(); i++) {
            markup.open("pattern", "id", id + "-" + i, "width", 8, "height", 8, "patternUnits", "userSpaceOnUse");
            markup.empty("rect", "width", 8, "height", 8, "fill", FILLS.get(i));
            if (!TEXTURES.get(i).isEmpty()) {
                markup.empty("path", "d", TEXTURES.get(i), "stroke", "#ffffff", "stroke-opacity", 0.55, "fill", "none");
            }
            markup.close();
        }
        markup.close();
    }

    /** The fill of a series, by its place. */
    static String fill(String id, int place) {
        return "url(#" + id + "-" + Math.min(place, COLOURS) + ")";
    }

    /** The colour of a series where there is no texture, as in a cell of a table. */
    public static String colour(int place) {
        return FILLS.get(Math.min(place, COLOURS));
    }
}
