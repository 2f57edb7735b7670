package dev.lamplighter.cost.letter;

import java.time.YearMonth;

/**
 * Says which letter is meant.
 *
 * @param suffix of the names of answers: the table behind a dot where there are several reports, else nothing
 */
public record LetterRequest(String report, String suffix, YearMonth month) {}
