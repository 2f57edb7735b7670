/** The local HTTP interface: this machine's users with the token only, off unless a port is set. Uses {@code app.verb}. */
@NullMarked
package dev.lamplighter.app.http;

import org.jspecify.annotations.NullMarked;
