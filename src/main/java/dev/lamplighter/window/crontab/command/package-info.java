/** Reads the command of a crontab line as a shell would, and finds the calls to EC2 that it makes. Runs nothing. */
@NullMarked
package dev.lamplighter.window.crontab.command;

import org.jspecify.annotations.NullMarked;
