/** Actions that are due in EC2, and how far each has come on its routes. Uses {@code window.plan}. */
@NullMarked
package dev.lamplighter.window.action;

import org.jspecify.annotations.NullMarked;
