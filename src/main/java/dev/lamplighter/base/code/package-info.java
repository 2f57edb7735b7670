/**
 * The codes of problems, an enum for each area, and a page that explains each code. Uses no other package of this project.
 */
@NullMarked
package dev.lamplighter.base.code;

import org.jspecify.annotations.NullMarked;
