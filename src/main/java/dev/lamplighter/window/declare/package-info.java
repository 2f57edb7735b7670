/**
 * What windows.yaml declares: text in, {@link dev.lamplighter.window.declare.StreamingWindow}s and problems with line and
 * column out. Makes no calls. Uses {@code base}, {@code fleet}, {@code window.schedule},
 * {@code window.calendar} and {@code window.ec2}.
 */
@NullMarked
package dev.lamplighter.window.declare;

import org.jspecify.annotations.NullMarked;
