/** Startup packages: the zipped folder that an EC2 instance with Wowza gets as its user data. Calls nobody. */
@NullMarked
package dev.lamplighter.window.startup;

import org.jspecify.annotations.NullMarked;
