/** What the occurrences of windows cost: charges of a report, joined with the times in which their resources were wanted. */
@NullMarked
package dev.lamplighter.cost.stream;

import org.jspecify.annotations.NullMarked;
