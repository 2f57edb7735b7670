/**
 * Pixels of the instances: geometry of the panel, pixel owners, assignments and the file in which they are saved. Uses
 * {@code fleet}.
 */
@NullMarked
package dev.lamplighter.panel.pixel;

import org.jspecify.annotations.NullMarked;
