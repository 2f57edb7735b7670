/** Main, commands, configuration and the registry's beans; may use every other package. */
@NullMarked
package dev.lamplighter.app;

import org.jspecify.annotations.NullMarked;
