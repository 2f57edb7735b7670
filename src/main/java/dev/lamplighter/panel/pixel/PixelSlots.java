package dev.lamplighter.panel.pixel;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The pixels that can be given out: those of the panel, and with {@link Overflow.Mode#PAGE} as many again for every page.
 *
 * <p>A pinned pixel shows its instance on every page, and the page mark has its pixel to itself even while one page is
 * enough, so that nobody moves when a second one begins.
 */
final class PixelSlots {
    /** Enough for any fleet; an end in case of a file that was written by something else. */
    private static final int MOST_PAGES = 10_000;

    private final int size;
    private final Set<Integer> pinned;
    private final boolean paged;
    private final int mark;

    PixelSlots(PanelGeometry panel, Collection<Integer> pinned, Overflow overflow) {
        this.size = panel.size();
        this.pinned = Set.copyOf(pinned);
        this.paged = overflow.mode() == Overflow.Mode.PAGE;
        this.mark = lastUnpinned();
    }

    /** The pixel of the "more" lamp or page mark; -1 when every pixel is pinned. */
    int mark() {
        return mark;
    }

    boolean contains(int index) {
        return index < (paged ? (long) MOST_PAGES * size : size);
    }

    /** Where the pixel of a slot is on the panel, whatever its page. */
    int onPanel(int index) {
        return index % size;
    }

    /** Whether nobody may have this slot: the page mark's, and those that a pinned instance shows on further pages. */
    boolean isReserved(int index) {
        return paged && (onPanel(index) == mark || (index >= size && pinned.contains(onPanel(index))));
    }

    /** The lowest slot from {@code from} on that can be given to anybody; -1 when there is none. */
    int firstFree(int from, Set<Integer> taken) {
        if (paged && pinned.size() + 1 >= size) {
            return -1;
        }
        int index = from;
        while (contains(index)) {
            if (!taken.contains(index) && !pinned.contains(onPanel(index)) && !isReserved(index)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    /** Pixels of the panel that no page gives to anybody, the last first; none of them is pinned or a page mark. */
    List<Integer> free(Collection<PixelAssignment> assignments) {
        Set<Integer> taken =
                assignments.stream().map(kept -> onPanel(kept.index())).collect(Collectors.toSet());
        return IntStream.iterate(size - 1, index -> index >= 0, index -> index - 1)
                .filter(index -> !taken.contains(index) && !pinned.contains(index) && !isReserved(index))
                .boxed()
                .toList();
    }

    OwnedPixel lamp(int index, PixelOwner pixelOwner) {
        boolean everywhere = paged && pinned.contains(index);
        return new OwnedPixel(onPanel(index), everywhere ? OwnedPixel.EVERY_PAGE : index / size, pixelOwner);
    }

    private int lastUnpinned() {
        int index = size - 1;
        while (index >= 0 && pinned.contains(index)) {
            index--;
        }
        return index;
    }
}
