/**
 * Athena on the loopback interface. In come Athena's API calls; Hive DDL goes to Glue's stand-in, every other statement
 * to a Trino in a child JVM; out go states, failures in Athena's words, and results in S3 as Athena writes them. Uses
 * {@code sandbox.glue} and {@code base}.
 */
@NullMarked
package dev.lamplighter.sandbox.athena;

import org.jspecify.annotations.NullMarked;
