package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.feature.WindowsFeature;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.window.operate.WindowOperations;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the windows that a service has left for a command about costs, when it first asks for them. */
final class StoredWindows implements Supplier<Optional<WindowOperations>>, AutoCloseable {
    private final ServiceContext on;
    private @Nullable WindowsFeature feature;

    StoredWindows(ServiceContext on) {
        this.on = on;
    }

    @Override
    public synchronized Optional<WindowOperations> get() {
        WindowsFeature made = feature;
        if (made == null && !on.setAside().stoppedAreas().contains(SetAside.WINDOWS)) {
            made = new WindowsFeature(on, new SavedInstanceNames(on));
            feature = made;
        }
        return Optional.ofNullable(made).map(WindowsFeature::operations);
    }

    @Override
    public synchronized void close() {
        WindowsFeature made = feature;
        if (made != null) {
            made.close();
        }
    }
}
