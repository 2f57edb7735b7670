/**
 * Overrides applied to the declaration: takes overrides and a schedule, and gives occurrences and their ends. Pure; reads no
 * clock and makes no calls. Uses the window packages {@code declare}, {@code schedule}, {@code journal} and {@code plan}.
 */
@NullMarked
package dev.lamplighter.window.override;

import org.jspecify.annotations.NullMarked;
