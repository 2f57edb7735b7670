/**
 * Associates Elastic IPs for the windows and, as the Camel component {@code elastic-ip}, for any route. Uses {@code base}
 * and {@code window.ec2}.
 */
@NullMarked
package dev.lamplighter.window.elasticip;

import org.jspecify.annotations.NullMarked;
