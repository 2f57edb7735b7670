/**
 * What windows.yaml declares: text in, {@link dev.lamplighter.window.declare.StreamingWindow}s and problems with line and
 * column out. Makes no calls. Uses {@code base} and {@code window.schedule}.
 */
@NullMarked
package dev.lamplighter.window.declare;

import org.jspecify.annotations.NullMarked;
