/** STS without AWS: who is calling. Uses nothing of ours. */
@NullMarked
package dev.lamplighter.sandbox.sts;

import org.jspecify.annotations.NullMarked;
