/** Ready checks: take a declared check and give the latest result at once, without waiting for the page. */
@NullMarked
package dev.lamplighter.window.ready;

import org.jspecify.annotations.NullMarked;
