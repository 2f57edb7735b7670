/**
 * The status of the whole service: for {@code lamplighter status}, for the file that keeps the last one, and as numbers for
 * JMX. Uses the features' MXBeans.
 */
@NullMarked
package dev.lamplighter.app.status;

import org.jspecify.annotations.NullMarked;
