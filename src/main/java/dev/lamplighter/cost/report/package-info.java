/**
 * What AWS delivered: manifests, billing periods, report objects and the stores they lie in. Uses only {@code base}.
 */
@NullMarked
package dev.lamplighter.cost.report;

import org.jspecify.annotations.NullMarked;
