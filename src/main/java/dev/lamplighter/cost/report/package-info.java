/**
 * Reports as AWS delivers them: manifests, billing periods, report objects, the text in them, and their stores. Uses only
 * {@code base}.
 *
 * <p>Refusals: COST-001 no manifest, COST-002 not a usable manifest, COST-003 a key that must not be used, COST-004 a kind
 * of report that can't be read, COST-010 a damaged file, COST-011 a ZIP file without exactly one readable entry.
 */
@NullMarked
package dev.lamplighter.cost.report;

import org.jspecify.annotations.NullMarked;
