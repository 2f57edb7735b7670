/**
 * CloudWatch without AWS: the load that the tags of instances say, and metrics that machines put. Uses {@code sandbox.aws} only for its
 * faults, and instances through EC2's API alone.
 */
@NullMarked
package dev.lamplighter.sandbox.cloudwatch;

import org.jspecify.annotations.NullMarked;
