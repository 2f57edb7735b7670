/**
 * Applies overrides to the declaration, which gives the actual occurrences and their ends. Reads no clock and makes no
 * calls. Uses the window packages {@code declare}, {@code schedule}, {@code journal} and {@code plan}.
 */
@NullMarked
package dev.lamplighter.window.override;

import org.jspecify.annotations.NullMarked;
