/**
 * The part of EC2 that a window needs, behind one port: takes ids and gives records of this project. SDK model classes stop
 * here. Uses {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.window.ec2;

import org.jspecify.annotations.NullMarked;
