/**
 * The operators' verbs on the running windows: takes a verb, writes an override into the journal, runs a pass and gives the
 * new plan. The same for JMX, the command line and HTTP. Uses all of {@code window}.
 */
@NullMarked
package dev.lamplighter.window.operate;

import org.jspecify.annotations.NullMarked;
