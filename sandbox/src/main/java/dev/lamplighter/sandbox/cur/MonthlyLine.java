package dev.lamplighter.sandbox.cur;

import java.util.function.Consumer;

/**
 * Describes a line about the month as a whole.
 *
 * @param name tells it from the others of its month
 * @param atMonthEnd whether it appears only when the month is over; otherwise on the first day
 * @param drafting what its cells hold
 */
record MonthlyLine(String name, boolean atMonthEnd, Consumer<LineDraft> drafting) {}
