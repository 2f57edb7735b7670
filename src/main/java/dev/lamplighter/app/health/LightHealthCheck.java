package dev.lamplighter.app.health;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** DOWN as soon as the light shows that it knows nothing, and no later: who asks is told what the panel tells. */
public final class LightHealthCheck extends AbstractHealthCheck {
    /** Also the bean's name. */
    public static final String ID = "light";

    private final Supplier<String> freshness;

    /**
     * Looks at nothing yet.
     *
     * @param freshness as the panel tells it: {@code LOST} is DOWN
     */
    public LightHealthCheck(Supplier<String> freshness) {
        super("lamplighter", ID);
        this.freshness = freshness;
    }

    /** A restart brings EC2 no nearer. */
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
