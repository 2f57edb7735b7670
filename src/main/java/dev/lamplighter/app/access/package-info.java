/**
 * Access for commands: runs a verb in the running service through its socket, or, where none runs, on its stored state.
 */
@NullMarked
package dev.lamplighter.app.access;

import org.jspecify.annotations.NullMarked;
