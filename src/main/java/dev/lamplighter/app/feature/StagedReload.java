package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import java.util.List;

/** Holds the declarations of a running feature as they were read again; they are used as a whole or not at all. */
public interface StagedReload {
    /** What {@link Feature#templatedRoutes()} will return with these declarations. */
    List<TemplatedRoute> templatedRoutes();

    /** What {@link Feature#neededRoutes()} will return with these declarations. */
    List<RequiredRoute> neededRoutes();

    /** Problems that were not there before. */
    List<Problem> mistakes();

    /**
     * Makes the feature use these declarations from now on; changes nothing if it fails.
     *
     * @return one line for each declaration that has changed
     */
    List<String> take();
}
