package dev.lamplighter.app.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what AWS says of a right that is missing (IAM User Guide, "Troubleshoot access denied error messages"). Only what the
 * message names is taken for the right; no right is guessed.
 *
 * @param action as in {@code ec2:StartInstances}
 * @param resource its ARN; empty if the message names none
 * @param isDenied whether a policy denies it, so that no statement that allows it would help
 * @param encoded the message that only DecodeAuthorizationMessage of STS can read; empty if there is none
 */
public record AccessDenial(String action, String resource, boolean isDenied, String encoded) {
    private static final Pattern ACTION = Pattern.compile("not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)");
    private static final Pattern RESOURCE = Pattern.compile("on resource: \"?(arn:[^\\s\"]+|\\*)");
    private static final Pattern DENIED = Pattern.compile("explicit(ly)? den");
    private static final Pattern ENCODED =
            Pattern.compile("(?i)Encoded authorization failure message:\\s*([A-Za-z0-9_=+/.-]+)");

    /** Reads a message of AWS; empty if it names no action. */
    static Optional<AccessDenial> in(String message) {
        Matcher action = ACTION.matcher(message);
        return action.find()
                ? Optional.of(new AccessDenial(
                        action.group(1),
                        first(RESOURCE, message),
                        DENIED.matcher(message).find(),
                        encoded(message)))
                : Optional.empty();
    }

    /** The encoded part of a message; empty if it has none. */
    static String encoded(String message) {
        return first(ENCODED, message);
    }

    private static String first(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? matcher.group(1).replaceFirst("[.,]$", "") : "";
    }
}
