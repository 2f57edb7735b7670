/**
 * Parts that every other package may use: problems in one line, typed settings, atomic files, the state database. Uses no
 * other package of this project.
 */
@NullMarked
package dev.lamplighter.base;

import org.jspecify.annotations.NullMarked;
