/**
 * The rules: what is declared, journalled and seen goes in, decisions with their reasons come out. Pure; makes no calls and
 * reads no clock. Uses the other {@code window} packages below it.
 */
@NullMarked
package dev.lamplighter.window.plan;

import org.jspecify.annotations.NullMarked;
