/** The windows that are declared now, and their occurrences around now. Uses {@code window.declare}. */
@NullMarked
package dev.lamplighter.window.occurrence;

import org.jspecify.annotations.NullMarked;
