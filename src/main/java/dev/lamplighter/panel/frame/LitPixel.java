package dev.lamplighter.panel.frame;

import org.jspecify.annotations.Nullable;

/**
 * Describes a pixel that isn't dark.
 *
 * @param index of the pixel, row-major
 * @param pixelLabel what it stands for; null when it stands for no instance
 */
record LitPixel(
        int index, BlinkPattern blinkPattern, @Nullable PixelLabel pixelLabel) {}
