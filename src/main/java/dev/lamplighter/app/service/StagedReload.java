package dev.lamplighter.app.service;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.util.List;

/** Holds declarations of a feature that were read again while it runs, to be taken as a whole or dropped. */
interface StagedReload {
    /** What {@link Feature#templatedRoutes()} would be with them. */
    List<TemplatedRoute> templatedRoutes();

    /** What {@link Feature#neededRoutes()} would be with them. */
    List<RequiredRoute> neededRoutes();

    /** Problems that were not there before. */
    List<Problem> mistakes();

    /**
     * Makes the feature use them from now on; changes nothing when it fails.
     *
     * @return a line for each that has changed
     */
    List<String> take();
}
