package dev.lamplighter.app.feature;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * Makes a client when it is first asked for, and keeps it; until then none of the classes of its AWS service is loaded. What
 * makes it names its general type, because a lambda's own types are loaded with it. Thread-safe.
 */
public final class KeptClient<C extends SdkClient> implements Supplier<C>, AutoCloseable {
    private final Supplier<? extends SdkClient> make;
    private @Nullable SdkClient kept;

    /** @param make makes a {@code C}, once */
    public KeptClient(Supplier<? extends SdkClient> make) {
        this.make = make;
    }

    @Override
    @SuppressWarnings("unchecked") // what makes it says so
    public synchronized C get() {
        if (kept == null) {
            kept = make.get();
        }
        return (C) kept;
    }

    /** Closes the client if there is one. */
    @Override
    public synchronized void close() {
        if (kept != null) {
            kept.close();
        }
    }
}
