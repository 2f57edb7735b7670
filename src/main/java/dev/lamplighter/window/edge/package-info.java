/**
 * The triggers of the windows' routes: takes declared windows and gives routes to make from templates. A trigger only says
 * when to reconcile; {@code window.plan} decides what is done then.
 */
@NullMarked
package dev.lamplighter.window.edge;

import org.jspecify.annotations.NullMarked;
