/**
 * The Glue Data Catalog in memory: databases, tables, partitions. In come Glue API calls, from Athena's DDL in this
 * process and from Trino over HTTP; out go the same definitions. Also the Hive grammar that DDL and partition
 * expressions share. Uses nothing of ours.
 */
@NullMarked
package dev.lamplighter.sandbox.glue;

import org.jspecify.annotations.NullMarked;
