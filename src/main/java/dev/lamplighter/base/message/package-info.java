/** Messages to people: what is to be told to whom, kept until it is delivered. */
@NullMarked
package dev.lamplighter.base.message;

import org.jspecify.annotations.NullMarked;
