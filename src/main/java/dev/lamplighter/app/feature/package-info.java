/**
 * Features: builds the objects of each area (fleet, light, windows, costs) and hands them to the routes as beans, to operators
 * as verbs and to JMX.
 */
@NullMarked
package dev.lamplighter.app.feature;

import org.jspecify.annotations.NullMarked;
