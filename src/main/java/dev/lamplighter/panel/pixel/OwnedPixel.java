package dev.lamplighter.panel.pixel;

import dev.lamplighter.fleet.InstanceState;

/**
 * A pixel and its owner.
 *
 * @param index of the pixel, row-major
 * @param page on which it is seen, from 0; -1 for a pinned one, which is on every page
 */
public record OwnedPixel(int index, int page, PixelOwner pixelOwner) {
    /** The page of a pixel that is on all of them. */
    public static final int EVERY_PAGE = -1;

    public String instanceId() {
        return pixelOwner.id();
    }

    public String name() {
        return pixelOwner.name();
    }

    public InstanceState state() {
        return pixelOwner.state();
    }

    public boolean isOn(int shown) {
        return page == EVERY_PAGE || page == shown;
    }
}
