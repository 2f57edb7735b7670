package dev.lamplighter.panel.pixel;

import dev.lamplighter.fleet.InstanceState;

/**
 * Pairs a pixel and its owner.
 *
 * @param index of the pixel, row-major
 * @param page on which it is shown, from 0; {@link #EVERY_PAGE} for a pinned pixel
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
