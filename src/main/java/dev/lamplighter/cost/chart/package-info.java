/** Charts of answers as SVG, each with the table behind it. Uses {@code cost.answer}. */
@NullMarked
package dev.lamplighter.cost.chart;

import org.jspecify.annotations.NullMarked;
