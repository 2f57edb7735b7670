/**
 * What it takes to have an Elastic IP where it belongs, for the windows and, as the Camel component {@code elastic-ip}, for
 * anybody's route. Uses {@code base} and {@code window.ec2}.
 */
@NullMarked
package dev.lamplighter.window.elasticip;

import org.jspecify.annotations.NullMarked;
