/**
 * The rules: take what is declared, journalled and described, and give decisions with their reasons. Pure; they make no
 * calls and read no clock. Uses the other {@code window} packages below it.
 */
@NullMarked
package dev.lamplighter.window.plan;

import org.jspecify.annotations.NullMarked;
