/** Forecasts what the windows are going to do: turns declared windows into occurrences and sentences. Makes no calls. */
@NullMarked
package dev.lamplighter.window.forecast;

import org.jspecify.annotations.NullMarked;
