/**
 * Cost and Usage Reports out of thin air: in comes a {@link dev.lamplighter.sandbox.cur.CostReportSpec}, out come the
 * objects AWS would have delivered and their exact {@link dev.lamplighter.sandbox.cur.ControlTotals}. The same
 * specification gives the same text on every machine, and the same bytes where zlib is the same. Used by the sandbox, tests and benchmarks; uses nothing of ours,
 * so that what it says about a report owes nothing to the code that reads one.
 */
@NullMarked
package dev.lamplighter.sandbox.cur;

import org.jspecify.annotations.NullMarked;
