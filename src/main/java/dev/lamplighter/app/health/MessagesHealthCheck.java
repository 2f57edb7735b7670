package dev.lamplighter.app.health;

import dev.lamplighter.base.Problem;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Lists the places that messages could not be delivered to for an hour. It is DOWN only while nobody can be told. */
public final class MessagesHealthCheck extends AbstractHealthCheck {
    /** The check's id, which is also the name of its bean. */
    public static final String ID = "messages-delivered";

    private final Supplier<Map<String, Problem>> unreachable;
    private final BooleanSupplier isNobodyTold;

    public MessagesHealthCheck(Supplier<Map<String, Problem>> unreachable, BooleanSupplier isNobodyTold) {
        super("lamplighter", ID);
        this.unreachable = unreachable;
        this.isNobodyTold = isNobodyTold;
    }

    /** False, because a restart doesn't mend a mail server. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, Problem> places = unreachable.get();
        if (!places.isEmpty()) {
            builder.message(String.join(
                    " | ", places.values().stream().map(Problem::line).toList()));
        }
        builder.detail("unreachable", Integer.toString(places.size()));
        places.forEach((place, problem) -> builder.detail("unreachable." + place, problem.line()));
        if (isNobodyTold.getAsBoolean()) {
            builder.down();
        } else {
            builder.up();
        }
    }
}
