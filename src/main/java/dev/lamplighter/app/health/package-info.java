/** Health checks for what Camel's own don't cover; knows Camel, {@code base} and {@code app.route}. */
@NullMarked
package dev.lamplighter.app.health;

import org.jspecify.annotations.NullMarked;
