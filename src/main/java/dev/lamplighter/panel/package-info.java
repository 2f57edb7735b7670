/**
 * From a fleet snapshot to a frame: pixel assignment, palette, colour pipeline. Knows no hardware; uses {@code fleet}.
 */
@NullMarked
package dev.lamplighter.panel;

import org.jspecify.annotations.NullMarked;
