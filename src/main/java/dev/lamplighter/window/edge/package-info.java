/**
 * The alarm clocks of the windows: declared windows in, routes to make from templates out. They only say when to look; what
 * is done then is decided in {@code window.plan}.
 */
@NullMarked
package dev.lamplighter.window.edge;

import org.jspecify.annotations.NullMarked;
