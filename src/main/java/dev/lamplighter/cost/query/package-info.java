/**
 * Named questions asked of the published table. Uses {@code cost.publish}.
 */
@NullMarked
package dev.lamplighter.cost.query;

import org.jspecify.annotations.NullMarked;
