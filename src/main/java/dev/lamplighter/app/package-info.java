/** The entry point of {@code bin/lamplighter}; its subpackages may use every other package. */
@NullMarked
package dev.lamplighter.app;

import org.jspecify.annotations.NullMarked;
