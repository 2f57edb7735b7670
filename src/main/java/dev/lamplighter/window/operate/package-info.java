/**
 * What operators ask of the running windows and tell them: verbs in, an instruction in the journal, a pass, and the new plan
 * out. The same for JMX, the command line and HTTP. Uses all of {@code window}.
 */
@NullMarked
package dev.lamplighter.window.operate;

import org.jspecify.annotations.NullMarked;
