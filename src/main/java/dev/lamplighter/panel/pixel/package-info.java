/**
 * Pixels of the instances: geometry of the panel, pixel owners, assignments and the file that keeps them. Uses
 * {@code fleet}.
 */
@NullMarked
package dev.lamplighter.panel.pixel;

import org.jspecify.annotations.NullMarked;
