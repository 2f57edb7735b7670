/**
 * Files of {@code routes/}: finds and reads them, and turns Camel's failures into one problem with file, line and fix.
 */
@NullMarked
package dev.lamplighter.app.route.file;

import org.jspecify.annotations.NullMarked;
