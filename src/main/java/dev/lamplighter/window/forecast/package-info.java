/** What the windows are going to do, told in advance. Declared windows in, occurrences and sentences out; calls nobody. */
@NullMarked
package dev.lamplighter.window.forecast;

import org.jspecify.annotations.NullMarked;
