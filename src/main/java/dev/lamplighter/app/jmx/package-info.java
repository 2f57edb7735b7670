/** The JMX interface: attributes of MXBeans, and the verbs as operations. Uses {@code app.verb}. */
@NullMarked
package dev.lamplighter.app.jmx;

import org.jspecify.annotations.NullMarked;
