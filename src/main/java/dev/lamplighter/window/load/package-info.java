/** The load of launched machines: what is asked about it, and what is known of it. */
@NullMarked
package dev.lamplighter.window.load;

import org.jspecify.annotations.NullMarked;
