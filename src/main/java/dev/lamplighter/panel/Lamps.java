package dev.lamplighter.panel;

import java.util.List;

/**
 * Every instance that has a light, and how many have none.
 *
 * @param lit by index, one lamp a pixel
 * @param hidden instances without a pixel, the one under the "more" lamp included
 * @param moreIndex the pixel of the "more" lamp; -1 while nothing is hidden or every pixel is pinned
 */
public record Lamps(List<Lamp> lit, int hidden, int moreIndex) {
    public Lamps {
        lit = List.copyOf(lit);
    }
}
