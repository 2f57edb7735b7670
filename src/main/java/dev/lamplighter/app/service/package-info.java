/**
 * Assembles the service: configuration, AWS clients, one feature for each of the three areas, Camel Main. Knows all packages
 * but the commands and the sandbox.
 */
@NullMarked
package dev.lamplighter.app.service;

import org.jspecify.annotations.NullMarked;
