/** CloudFront: where the origin of a distribution is. Uses {@code base} alone. */
@NullMarked
package dev.lamplighter.cdn;

import org.jspecify.annotations.NullMarked;
