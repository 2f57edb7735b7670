package dev.lamplighter.window.startup;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells kinds of user data apart by how they begin. */
public enum UserDataKind {
    /** A startup package of Wowza. */
    WOWZA_ZIP("wowza-zip"),
    /** Text that cloud-init reads. */
    CLOUD_INIT("cloud-init"),
    /** The same, compressed; cloud-init unpacks it. */
    CLOUD_INIT_GZIP("cloud-init, gzip");

    /** The beginnings that cloud-init knows. */
    private static final Pattern CLOUD_INIT_TEXT = Pattern.compile(
            "(?s)(?:#cloud-config|#!|#include|#cloud-boothook|#part-handler|## template: *jinja|mime-version:|content-type: *multipart/).*");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]{8,}+={0,2}\\s*+");

    private final String text;

    UserDataKind(String text) {
        this.text = text;
    }

    /** As in {@code wowza-zip}. */
    String text() {
        return text;
    }

    /** The kind; empty for none that is known. */
    static Optional<UserDataKind> of(byte[] bytes) {
        if (begins(bytes, 'P', 'K', 3, 4) || begins(bytes, 'P', 'K', 5, 6)) {
            return Optional.of(WOWZA_ZIP);
        }
        if (begins(bytes, 0x1f, 0x8b)) {
            return Optional.of(CLOUD_INIT_GZIP);
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        return CLOUD_INIT_TEXT.matcher(start.toLowerCase(Locale.ROOT)).matches()
                ? Optional.of(CLOUD_INIT)
                : Optional.empty();
    }

    /** What a text is the base64 of, if that is of a kind that is known. */
    static Optional<byte[]> decoded(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!BASE64.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getMimeDecoder().decode(text))
                    .filter(plain -> of(plain).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean begins(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
