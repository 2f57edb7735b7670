/** Converts a crontab of EC2 commands to a windows.yaml with the same effect. Makes no calls. */
@NullMarked
package dev.lamplighter.window.crontab;

import org.jspecify.annotations.NullMarked;
