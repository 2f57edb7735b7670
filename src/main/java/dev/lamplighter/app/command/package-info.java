/** The subcommands of {@code bin/lamplighter}. Exit codes: 0 done, 1 refused, 2 wrong usage. */
@NullMarked
package dev.lamplighter.app.command;

import org.jspecify.annotations.NullMarked;
