/** Answers of queries as programs and people read them: JSON, tables as wide as a terminal. Uses {@code base}. */
@NullMarked
package dev.lamplighter.cost.answer;

import org.jspecify.annotations.NullMarked;
