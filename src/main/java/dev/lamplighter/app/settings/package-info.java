/**
 * Settings: reads {@code application.properties} and what else the installation sets, renames deprecated keys, and reports
 * each value that can't be used with its file and line.
 */
@NullMarked
package dev.lamplighter.app.settings;

import org.jspecify.annotations.NullMarked;
