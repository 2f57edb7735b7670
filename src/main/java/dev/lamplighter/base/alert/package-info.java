/** Alerts: what the operator has to know, reported once when it begins and once when it is over. Uses {@code base}. */
@NullMarked
package dev.lamplighter.base.alert;

import org.jspecify.annotations.NullMarked;
