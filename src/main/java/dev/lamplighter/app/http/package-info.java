/**
 * The local HTTP interface: only for users of this machine with the token, off unless a port is set. Uses {@code app.verb}.
 */
@NullMarked
package dev.lamplighter.app.http;

import org.jspecify.annotations.NullMarked;
