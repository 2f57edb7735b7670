/**
 * Forecasts what the windows are going to do: takes declared windows and gives occurrences and sentences. Declared windows
 * in, occurrences and sentences out; makes no calls.
 */
@NullMarked
package dev.lamplighter.window.forecast;

import org.jspecify.annotations.NullMarked;
