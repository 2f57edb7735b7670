package dev.lamplighter.panel.pixel;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers the slots to which owners can be assigned: the pixels of the panel, and with {@link Overflow.Mode#PAGE} as many
 * again for each further page.
 *
 * <p>A pinned pixel shows its instance on every page. The page mark has its own pixel even while one page is enough, so that
 * no owner moves when a second page is needed.
 */
final class PixelSlots {
    /** Enough for any fleet; a limit in case the file was written by another program. */
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

    /** The index of the "more" pixel or page mark; -1 if every pixel is pinned. */
    int mark() {
        return mark;
    }

    boolean contains(int index) {
        return index < (paged ? (long) MOST_PAGES * size : size);
    }

    /** The index on the panel of a slot's pixel, whatever its page. */
    int onPanel(int index) {
        return index % size;
    }

    /**
     * Whether this slot can't be assigned, because it belongs to the page mark, or to a pinned instance on a further page.
     */
    boolean isReserved(int index) {
        return paged && (onPanel(index) == mark || (index >= size && pinned.contains(onPanel(index))));
    }

    /** The lowest slot from {@code from} on that can be assigned; -1 when there is none. */
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

    /**
     * Pixels of the panel that have no owner on any page, the last first; pinned pixels and the page mark are not among
     * them.
     */
    List<Integer> free(Collection<PixelAssignment> assignments) {
        Set<Integer> taken =
                assignments.stream().map(kept -> onPanel(kept.index())).collect(Collectors.toSet());
        return IntStream.iterate(size - 1, index -> index >= 0, index -> index - 1)
                .filter(index -> !taken.contains(index) && !pinned.contains(index) && !isReserved(index))
                .boxed()
                .toList();
    }

    OwnedPixel ownedPixel(int index, PixelOwner pixelOwner) {
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
