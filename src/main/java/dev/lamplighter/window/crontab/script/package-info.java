/** Scripts that a crontab runs to launch and terminate instances, as what a window's slots say instead. */
@NullMarked
package dev.lamplighter.window.crontab.script;

import org.jspecify.annotations.NullMarked;
