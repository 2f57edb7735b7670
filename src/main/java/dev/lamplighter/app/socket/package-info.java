/**
 * The unix-domain socket by which commands reach the running service: one line of JSON asks, one line answers. Uses {@code
 * app.verb}.
 */
@NullMarked
package dev.lamplighter.app.socket;

import org.jspecify.annotations.NullMarked;
