package dev.lamplighter.app.health;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Reports DOWN exactly while the panel shows that the state of the fleet is lost, so that monitoring and panel agree. */
public final class LightHealthCheck extends AbstractHealthCheck {
    /** The check's id, which is also the name of its bean. */
    public static final String ID = "light";

    private final Supplier<String> freshness;

    /**
     * Makes the check; the freshness is read at each call.
     *
     * @param freshness that of the panel: {@code LOST} is DOWN
     */
    public LightHealthCheck(Supplier<String> freshness) {
        super("lamplighter", ID);
        this.freshness = freshness;
    }

    /** False, because a restart doesn't make EC2 answer. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String now = freshness.get();
        builder.detail("freshness", now);
        if (now.equals("LOST")) {
            builder.message("the light is LOST: EC2 has not answered for too long")
                    .down();
        } else {
            builder.up();
        }
    }
}
