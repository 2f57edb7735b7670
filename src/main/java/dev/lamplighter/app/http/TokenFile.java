package dev.lamplighter.app.http;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** Reads or makes the file with the token, which only its owner may read. */
final class TokenFile {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private TokenFile() {}

    /**
     * Reads the token, or writes a new one where there is no file.
     *
     * @throws ProblemException when others may read the file, or when it can't be read or is empty
     */
    static String read(Path file) {
        try {
            create(file);
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw refused(
                        file,
                        "its permissions are " + PosixFilePermissions.toString(permissions),
                        "run chmod 600 on it");
            }
            String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (token.isEmpty()) {
                throw refused(file, "it is empty", "remove it; a new one is written at the next start");
            }
            return token;
        } catch (IOException e) {
            throw refused(file, IoErrorText.ofFile(e), "name another file with http.token-file");
        } catch (UnsupportedOperationException e) {
            throw refused(file, "its file system has no permissions", "name another file with http.token-file");
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(file, HexFormat.of().formatHex(random) + "\n", StandardCharsets.US_ASCII);
        } catch (FileAlreadyExistsException e) {
            // the token of an earlier start
        }
    }

    private static ProblemException refused(Path file, String why, String fix) {
        return new ProblemException(new Problem(
                ConfigProblemCode.NO_HTTP_TOKEN, file.toString(), "the local HTTP is off without its token", why, fix));
    }
}
