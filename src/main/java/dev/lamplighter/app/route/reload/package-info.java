/**
 * Reload of routes: replaces the routes of edited files in the running service, or leaves all as they were.
 */
@NullMarked
package dev.lamplighter.app.route.reload;

import org.jspecify.annotations.NullMarked;
