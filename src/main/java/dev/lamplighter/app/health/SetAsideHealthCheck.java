package dev.lamplighter.app.health;

import dev.lamplighter.base.SetAside;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Lists what is set aside, in its message and details. It is DOWN only while an area can't do its work at all: a load
 * balancer that stops using a service which is not ready must not lose all three areas for one mistake in a route.
 */
public final class SetAsideHealthCheck extends AbstractHealthCheck {
    /** The check's id, which is also the name of its bean. */
    public static final String ID = "set-aside";

    private final SetAside setAside;

    public SetAsideHealthCheck(SetAside setAside) {
        super("lamplighter", ID);
        this.setAside = setAside;
    }

    /** False, because a restart doesn't correct a file. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> lines = setAside.lines();
        Set<String> stopped = setAside.stoppedAreas();
        if (!lines.isEmpty()) {
            builder.message(String.join(" | ", lines));
        }
        builder.detail("setAside", Integer.toString(lines.size()));
        for (int i = 0; i < lines.size(); i++) {
            builder.detail("setAside." + (i + 1), lines.get(i));
        }
        if (stopped.isEmpty()) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
