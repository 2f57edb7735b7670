package dev.lamplighter.window.startup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Holds what an instance gets as its user data, as EC2 counts it: before base64.
 *
 * @param kind what reads it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UserData(UserDataKind kind, byte[] bytes) {
    /** As the EC2 API wants it: encoded once. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The same for the same package, on every machine. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** As in {@code wowza-zip, 6,214 of 16,384 bytes}. */
    public String summary() {
        return kind.text() + ", " + UserDataSize.number(bytes.length) + " of " + UserDataSize.number(UserDataSize.LIMIT)
                + " bytes";
    }
}
