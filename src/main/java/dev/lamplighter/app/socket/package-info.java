/**
 * The unix-domain socket by which commands reach the running service: one line of JSON for the request, one for the answer.
 * Uses {@code app.verb}.
 */
@NullMarked
package dev.lamplighter.app.socket;

import org.jspecify.annotations.NullMarked;
