package dev.lamplighter.app.health;

import dev.lamplighter.app.route.LoadedRoutes;
import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** DOWN while a route file or a templated route is set aside. */
public final class RouteFilesHealthCheck extends AbstractHealthCheck {
    /** Also the bean's name. */
    public static final String ID = "route-files";

    private final Supplier<LoadedRoutes> loaded;

    public RouteFilesHealthCheck(Supplier<LoadedRoutes> loaded) {
        super("lamplighter", ID);
        this.loaded = loaded;
    }

    /** A restart mends no file. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<Problem> problems = loaded.get().problems();
        if (problems.isEmpty()) {
            builder.up();
        } else {
            builder.message("set aside: "
                            + String.join(
                                    " | ", problems.stream().map(Problem::line).toList()))
                    .down();
        }
    }
}
