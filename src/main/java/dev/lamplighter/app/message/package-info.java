/** Mail and web hooks: where messages to people go, and what went wrong with them. */
@NullMarked
package dev.lamplighter.app.message;

import org.jspecify.annotations.NullMarked;
