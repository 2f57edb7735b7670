package dev.lamplighter.app.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/** Knows which settings are secrets: they are shown to nobody, and no route can read them. */
public final class SecretSettings {
    private static final Pattern OURS =
            Pattern.compile("alerts\\.mail\\.password|alerts\\.webhook\\.(url|authorization)|alerts\\.heartbeat\\.url");

    private static final Pattern OTHERS =
            Pattern.compile(".*(password|passphrase|secret|access-?key|token|credential|authorization).*");

    private SecretSettings() {}

    /** Whether it is a secret of this service. */
    public static boolean isSecret(String key) {
        return OURS.matcher(key).matches();
    }

    /** The value for people to see: of a secret, and of what is called like one, only whether it is set. */
    public static String shown(String key, String value) {
        boolean isHidden = isSecret(key)
                || (!key.endsWith("-file")
                        && OTHERS.matcher(key.toLowerCase(Locale.ROOT)).matches());
        return isHidden && !value.isBlank() ? "***" : value;
    }
}
