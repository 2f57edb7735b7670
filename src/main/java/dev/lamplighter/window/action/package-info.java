/**
 * What is due in EC2 and how far it is on its way through its routes. Uses {@code window.plan}.
 */
@NullMarked
package dev.lamplighter.window.action;

import org.jspecify.annotations.NullMarked;
