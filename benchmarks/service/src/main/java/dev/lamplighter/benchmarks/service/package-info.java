/** The service's start and rest beside a bare Camel Main with the same endpoints: {@code benchmarks/service.sh}. */
package dev.lamplighter.benchmarks.service;
