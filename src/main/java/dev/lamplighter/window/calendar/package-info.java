/**
 * Calendars that windows except: iCalendar (RFC 5545) and CSV files as dates, and copies of those that lie at a URL. Alone
 * knows the library of recurrence rules. Uses {@code base}.
 */
@NullMarked
package dev.lamplighter.window.calendar;

import org.jspecify.annotations.NullMarked;
