/**
 * Which pixel each instance has: geometry of the panel, owners of pixels, assignments and the file that keeps them. Uses {@code fleet}.
 */
@NullMarked
package dev.lamplighter.panel.pixel;

import org.jspecify.annotations.NullMarked;
