/**
 * The declaration in windows.yaml: turns text into {@link dev.lamplighter.window.declare.StreamingWindow}s and problems with
 * line and column. Makes no calls. Uses {@code base}, {@code fleet}, {@code window.schedule}, {@code window.calendar} and
 * {@code window.ec2}.
 */
@NullMarked
package dev.lamplighter.window.declare;

import org.jspecify.annotations.NullMarked;
