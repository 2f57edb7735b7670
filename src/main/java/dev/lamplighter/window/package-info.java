/**
 * Streaming windows: turns declared intervals into decisions with reasons, and into the EC2 calls that carry them out.
 * Routes call {@link dev.lamplighter.window.StreamingWindows}. Uses {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.window;

import org.jspecify.annotations.NullMarked;
