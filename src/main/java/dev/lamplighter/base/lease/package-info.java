/** Leases: which of several copies of the service may act. Uses {@code base}. */
@NullMarked
package dev.lamplighter.base.lease;

import org.jspecify.annotations.NullMarked;
