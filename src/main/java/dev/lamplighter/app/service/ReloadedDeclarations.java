package dev.lamplighter.app.service;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.util.List;

/** Declarations of a feature, read again while it runs: to be taken as a whole, or left. */
interface ReloadedDeclarations {
    /** As {@link Feature#templatedRoutes()} would be with them. */
    List<TemplatedRoute> templatedRoutes();

    /** As {@link Feature#neededRoutes()} would be with them. */
    List<RequiredRoute> neededRoutes();

    /** Problems that were not there before. */
    List<Problem> mistakes();

    /**
     * Has the feature go by them from now on; changes nothing when it fails.
     *
     * @return a line for each that is another than before
     */
    List<String> take();
}
