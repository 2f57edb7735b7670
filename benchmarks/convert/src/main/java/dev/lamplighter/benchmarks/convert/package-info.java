/**
 * The converter against its peers, each as a whole process: {@link dev.lamplighter.benchmarks.convert.ConvertComparison}
 * makes the reports, runs {@link dev.lamplighter.benchmarks.convert.Contenders}, prints, and has every output checked.
 */
package dev.lamplighter.benchmarks.convert;
