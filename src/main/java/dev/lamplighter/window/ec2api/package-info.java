/** The component {@code ec2-api}: actions of EC2's API that Camel's {@code aws2-ec2} lacks. */
@NullMarked
package dev.lamplighter.window.ec2api;

import org.jspecify.annotations.NullMarked;
