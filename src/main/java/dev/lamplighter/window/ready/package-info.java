/** Whether what a window serves answers: a declared check in, an answer that never keeps anybody waiting out. */
@NullMarked
package dev.lamplighter.window.ready;

import org.jspecify.annotations.NullMarked;
