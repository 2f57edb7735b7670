/**
 * What AWS delivered: manifests, billing periods, report objects, the text in them, and the stores they lie in. Uses only
 * {@code base}.
 *
 * <p>Refusals: COST-001 no manifest, COST-002 not a usable manifest, COST-003 a key that is never used, COST-004 a kind of
 * report that can't be read, COST-010 a damaged file, COST-011 a ZIP file that has not exactly one readable entry.
 */
@NullMarked
package dev.lamplighter.cost.report;

import org.jspecify.annotations.NullMarked;
