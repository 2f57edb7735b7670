/** The cost letter: kept answers in sentences and charts, as a page, as mail and as text. Uses {@code cost.query}. */
@NullMarked
package dev.lamplighter.cost.letter;

import org.jspecify.annotations.NullMarked;
