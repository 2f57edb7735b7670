/** From the crontab of EC2 commands that an operator has to the windows.yaml that does the same. Calls nobody. */
@NullMarked
package dev.lamplighter.window.crontab;

import org.jspecify.annotations.NullMarked;
