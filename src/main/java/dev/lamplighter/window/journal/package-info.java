/**
 * What was done for each occurrence, written before it is done: entries in and out of the state database. Uses {@code base}
 * alone.
 */
@NullMarked
package dev.lamplighter.window.journal;

import org.jspecify.annotations.NullMarked;
