/** From the command of a crontab line, as a shell would run it, to the calls to EC2 that it makes. Runs nothing. */
@NullMarked
package dev.lamplighter.window.crontab.command;

import org.jspecify.annotations.NullMarked;
