package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the name of this process's user, or its number where the machine has no name for it, as in a container. */
public final class LoginUser {
    private static final String UNNAMED = "?";

    private LoginUser() {}

    /** Its name or number; empty where neither is known. */
    public static String name() {
        return name(System.getProperty("user.name", ""), Path.of("/proc/self"));
    }

    /** @param process a path that belongs to the user it runs as */
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
