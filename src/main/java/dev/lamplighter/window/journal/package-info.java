/**
 * The journal: what was decided and called for each occurrence, written to the state database before it is done. Uses only
 * {@code base}.
 */
@NullMarked
package dev.lamplighter.window.journal;

import org.jspecify.annotations.NullMarked;
