/** Named queries on the published tables. Uses {@code cost.publish}. */
@NullMarked
package dev.lamplighter.cost.query;

import org.jspecify.annotations.NullMarked;
