package dev.lamplighter;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sets properties of this JVM for one test, and sets back what they were. */
public class SystemProperties implements AfterEachCallback, AutoCloseable {
    private final Map<String, @Nullable String> before = new HashMap<>();

    public final void set(String key, String value) {
        String was = System.setProperty(key, value);
        if (!before.containsKey(key)) {
            before.put(key, was);
        }
    }

    @Override
    public final void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }

    @Override
    public final void afterEach(ExtensionContext context) {
        close();
    }
}
