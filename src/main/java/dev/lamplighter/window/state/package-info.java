/** The state of resources as EC2 describes it, beside the state that the declarations want. Uses {@code window.watch}. */
@NullMarked
package dev.lamplighter.window.state;

import org.jspecify.annotations.NullMarked;
