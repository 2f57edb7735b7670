/**
 * Route files: in come the files of {@code routes/}, out come running routes and one problem for each file that is
 * wrong. Knows Camel and {@code base}, nothing else of ours.
 */
@NullMarked
package dev.lamplighter.app.route;

import org.jspecify.annotations.NullMarked;
