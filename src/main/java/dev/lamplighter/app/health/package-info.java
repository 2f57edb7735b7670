/** Health checks that tell what Camel's own leave out; knows Camel, {@code base} and {@code app.route}. */
@NullMarked
package dev.lamplighter.app.health;

import org.jspecify.annotations.NullMarked;
