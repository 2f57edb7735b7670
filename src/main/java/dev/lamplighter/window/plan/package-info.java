/**
 * The rules: turn what is declared, recorded in the journal and described by EC2 into decisions with reasons. They make no
 * calls and read no clock. Uses the other {@code window} packages below it.
 */
@NullMarked
package dev.lamplighter.window.plan;

import org.jspecify.annotations.NullMarked;
