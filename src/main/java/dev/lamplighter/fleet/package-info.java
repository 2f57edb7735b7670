/**
 * Polls of EC2: takes pages of DescribeInstanceStatus and DescribeInstances, and gives a
 * {@link dev.lamplighter.fleet.FleetSnapshot} of one account and region. SDK model classes stop here. Uses only
 * {@code base}.
 */
@NullMarked
package dev.lamplighter.fleet;

import org.jspecify.annotations.NullMarked;
