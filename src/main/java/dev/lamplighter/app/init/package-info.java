/** The first configuration: five answers become application.properties and windows.yaml. */
@NullMarked
package dev.lamplighter.app.init;

import org.jspecify.annotations.NullMarked;
