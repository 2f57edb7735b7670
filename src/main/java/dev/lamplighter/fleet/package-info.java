/**
 * What EC2 says: in come pages of DescribeInstanceStatus and DescribeInstances, out goes a
 * {@link dev.lamplighter.fleet.FleetSnapshot} of one account and region. SDK model classes stop here. Uses only {@code base}.
 */
@NullMarked
package dev.lamplighter.fleet;

import org.jspecify.annotations.NullMarked;
