package dev.lamplighter.panel;

import org.jspecify.annotations.Nullable;

/**
 * A pixel that isn't dark.
 *
 * @param index of the pixel, row-major
 * @param caption what it stands for; null when it stands for no instance
 */
record Light(int index, Glow glow, @Nullable Caption caption) {}
