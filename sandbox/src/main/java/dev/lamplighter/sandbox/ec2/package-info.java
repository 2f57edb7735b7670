/**
 * EC2 without AWS: instances whose states take time, Elastic IPs, network interfaces, volumes and tags behind the SDK's
 * {@code Ec2Client}, with EC2's own rules and error codes; and a small fleet that lives. Uses {@code sandbox.aws} only
 * for its faults.
 */
@NullMarked
package dev.lamplighter.sandbox.ec2;

import org.jspecify.annotations.NullMarked;
