/**
 * The operators' verbs on the running windows: writes an override into the journal, runs a pass and returns the new plan.
 * JMX, the command line and HTTP use the same verbs. Uses all of {@code window}.
 */
@NullMarked
package dev.lamplighter.window.operate;

import org.jspecify.annotations.NullMarked;
