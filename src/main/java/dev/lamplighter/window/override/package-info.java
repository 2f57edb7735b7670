/**
 * What operators say laid over what is declared: instructions and a schedule in, occurrences and ends out. Pure; reads no
 * clock and calls nobody. Uses the window packages {@code declare}, {@code schedule}, {@code journal} and {@code plan}.
 */
@NullMarked
package dev.lamplighter.window.override;

import org.jspecify.annotations.NullMarked;
