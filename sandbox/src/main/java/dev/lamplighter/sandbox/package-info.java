/**
 * Stand-ins for EC2, S3 and Athena on the loopback interface, and the life that goes on in them. Used by the sandbox
 * command and by tests; the service never sees this package.
 */
@NullMarked
package dev.lamplighter.sandbox;

import org.jspecify.annotations.NullMarked;
