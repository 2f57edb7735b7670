/**
 * Route files: takes the files of {@code routes/} and gives running routes, and one problem for each file that is wrong.
 * Knows Camel and {@code base}, no other package of this project.
 */
@NullMarked
package dev.lamplighter.app.route;

import org.jspecify.annotations.NullMarked;
