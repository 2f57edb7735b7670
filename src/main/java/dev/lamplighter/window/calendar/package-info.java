/**
 * Calendars on whose days windows stay shut: reads iCalendar (RFC 5545) and CSV files, and keeps copies of those at a URL.
 * The only package that knows the library for recurrence rules. Uses {@code base}.
 */
@NullMarked
package dev.lamplighter.window.calendar;

import org.jspecify.annotations.NullMarked;
