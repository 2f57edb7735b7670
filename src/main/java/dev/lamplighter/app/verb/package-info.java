/**
 * The operator's verbs, each declared once: name, arguments with their bounds, and what it does. The interfaces (the command
 * line's socket, HTTP and JMX) take them from here. Uses {@code window.operate}, {@code cost.query} and {@code panel}.
 */
@NullMarked
package dev.lamplighter.app.verb;

import org.jspecify.annotations.NullMarked;
