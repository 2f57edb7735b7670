package dev.lamplighter.app.service;

import dev.lamplighter.app.route.NeededRoute;
import dev.lamplighter.app.route.TemplatedRoute;
import dev.lamplighter.base.Problem;
import java.util.List;

/** Declarations of a feature, read again while it runs: to be taken as a whole, or left. */
interface Reread {
    /** As {@link Feature#templatedRoutes()} would be with them. */
    List<TemplatedRoute> templatedRoutes();

    /** As {@link Feature#neededRoutes()} would be with them. */
    List<NeededRoute> neededRoutes();

    /** Problems that were not there before. */
    List<Problem> mistakes();

    /**
     * Has the feature go by them from now on; changes nothing when it fails.
     *
     * @return a line for each that is another than before
     */
    List<String> take();
}
