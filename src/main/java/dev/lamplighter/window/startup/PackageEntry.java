package dev.lamplighter.window.startup;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Holds one file or folder of a startup package.
 *
 * @param path from the root of the package, with slashes, none at its end
 * @param executable whether its owner may run it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackageEntry(String path, boolean folder, boolean executable, byte[] content) {
    static PackageEntry folder(String path) {
        return new PackageEntry(path, true, true, new byte[0]);
    }

    static PackageEntry file(String path, boolean executable, byte[] content) {
        return new PackageEntry(path, false, executable, content);
    }

    /** Its bytes as characters, of any encoding that has ASCII in it; empty for what is no text. */
    Optional<String> text() {
        for (byte one : content) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(content, StandardCharsets.ISO_8859_1));
    }

    PackageEntry at(String other) {
        return new PackageEntry(other, folder, executable, content);
    }

    PackageEntry withText(String text) {
        return file(path, executable, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
