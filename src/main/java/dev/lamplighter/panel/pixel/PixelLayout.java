package dev.lamplighter.panel.pixel;

import java.util.List;

/**
 * Everyone who has a light, and who has none.
 *
 * @param lit by page and index, one lamp a pixel and page
 * @param hidden those without a pixel, the one under the "more" lamp included
 * @param markIndex the pixel of the "more" lamp or page mark; -1 while neither is needed or every pixel is pinned
 * @param pages that have lamps, ascending, from 0; never empty
 * @param free pixels that belong to nobody, the last first
 */
public record PixelLayout(
        List<OwnedPixel> lit, List<PixelOwner> hidden, int markIndex, List<Integer> pages, List<Integer> free) {
    public PixelLayout {
        lit = List.copyOf(lit);
        hidden = List.copyOf(hidden);
        pages = List.copyOf(pages);
        free = List.copyOf(free);
    }
}
