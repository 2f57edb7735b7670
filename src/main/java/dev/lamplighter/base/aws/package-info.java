/** Parts that all AWS clients share. */
@NullMarked
package dev.lamplighter.base.aws;

import org.jspecify.annotations.NullMarked;
