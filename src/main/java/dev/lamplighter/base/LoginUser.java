package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user of this process tells its name, or its number where the machine has no name for it, as in a container. */
public final class LoginUser {
    private static final String UNNAMED = "?";

    private LoginUser() {}

    /** Its name or number; empty where the machine tells neither. */
    public static String name() {
        return name(System.getProperty("user.name", ""), Path.of("/proc/self"));
    }

    /** @param process belongs to whom it runs as */
    static String name(String known, Path process) {
        if (!known.isBlank() && !known.equals(UNNAMED)) {
            return known;
        }
        try {
            return Files.getOwner(process).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return known;
        }
    }
}
