package dev.lamplighter.panel.pixel;

import java.util.List;

/**
 * Lists the owners with a pixel, and those without one.
 *
 * @param lit the lit pixels, ordered by page and index
 * @param hidden owners without a pixel, including the one whose pixel is the "more" pixel
 * @param markIndex the "more" pixel or page mark; -1 while neither is needed or every pixel is pinned
 * @param pages that have lit pixels, ascending, from 0; never empty
 * @param free pixels that have no owner on any page, the last first
 */
public record PixelAllocation(
        List<OwnedPixel> lit, List<PixelOwner> hidden, int markIndex, List<Integer> pages, List<Integer> free) {
    public PixelAllocation {
        lit = List.copyOf(lit);
        hidden = List.copyOf(hidden);
        pages = List.copyOf(pages);
        free = List.copyOf(free);
    }
}
