/**
 * The part of EC2 that windows need, behind one port, which takes ids and returns records of this project. No other package
 * of the windows sees SDK model classes. Uses {@code base} and {@code fleet}.
 */
@NullMarked
package dev.lamplighter.window.ec2;

import org.jspecify.annotations.NullMarked;
