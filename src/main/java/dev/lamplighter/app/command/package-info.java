/**
 * The subcommands of {@code bin/lamplighter}: take options and give one-line results; exit codes 0 done, 1 refused, 2 usage.
 */
@NullMarked
package dev.lamplighter.app.command;

import org.jspecify.annotations.NullMarked;
