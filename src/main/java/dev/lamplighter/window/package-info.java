/**
 * Streaming windows: takes declared intervals, and gives decisions with their reasons and the EC2 calls that carry them out.
 * Routes call {@link dev.lamplighter.window.StreamingWindows}. Uses {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.window;

import org.jspecify.annotations.NullMarked;
