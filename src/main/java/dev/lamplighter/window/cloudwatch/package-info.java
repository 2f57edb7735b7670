/**
 * The component {@code cloudwatch}: the edge to CloudWatch's measurements, which Camel's {@code aws2-cw} can only put. No other
 * package knows CloudWatch's classes, and none of them is loaded before the first call.
 */
@NullMarked
package dev.lamplighter.window.cloudwatch;

import org.jspecify.annotations.NullMarked;
