/**
 * What every other package may use: problems told in one line, typed settings, files replaced atomically, the state
 * database. Uses nothing of ours.
 */
@NullMarked
package dev.lamplighter.base;

import org.jspecify.annotations.NullMarked;
