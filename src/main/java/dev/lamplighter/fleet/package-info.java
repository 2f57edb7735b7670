/**
 * Polls of EC2: turns pages of DescribeInstanceStatus and DescribeInstances into a
 * {@link dev.lamplighter.fleet.FleetSnapshot} of one account and region. No other package sees SDK model classes of a poll.
 * Uses only {@code base}.
 */
@NullMarked
package dev.lamplighter.fleet;

import org.jspecify.annotations.NullMarked;
