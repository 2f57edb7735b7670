/**
 * Routes: turns the files of {@code routes/} into running routes, and reports one problem for each file that is wrong.
 * Knows Camel and {@code base}, no other package of this project.
 */
@NullMarked
package dev.lamplighter.app.route;

import org.jspecify.annotations.NullMarked;
