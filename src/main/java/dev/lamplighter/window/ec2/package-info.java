/**
 * The little of EC2 that a window needs, behind one port: ids in, our own records out. SDK model classes stop here. Uses
 * {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.window.ec2;

import org.jspecify.annotations.NullMarked;
