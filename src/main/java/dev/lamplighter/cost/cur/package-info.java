/**
 * The Camel component {@code cur}: converts a report and reads back what was written. Uses {@code cost.publish}, whose
 * converter may be a process of its own.
 */
@NullMarked
package dev.lamplighter.cost.cur;

import org.jspecify.annotations.NullMarked;
