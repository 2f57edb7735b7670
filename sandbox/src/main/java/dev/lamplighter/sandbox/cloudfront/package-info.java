/** A stand-in of CloudFront: configurations of distributions and their versions. */
@NullMarked
package dev.lamplighter.sandbox.cloudfront;

import org.jspecify.annotations.NullMarked;
