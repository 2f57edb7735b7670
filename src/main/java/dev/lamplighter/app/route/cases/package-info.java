/**
 * Cases of routes: runs the tests that operators write beside their routes, with stand-ins for every endpoint.
 */
@NullMarked
package dev.lamplighter.app.route.cases;

import org.jspecify.annotations.NullMarked;
