/**
 * What the service does, in one picture: for {@code lamplighter status}, for the last status that is kept in a file, and as
 * numbers for JMX. Uses the features' MXBeans.
 */
@NullMarked
package dev.lamplighter.app.status;

import org.jspecify.annotations.NullMarked;
