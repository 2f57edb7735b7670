package dev.lamplighter.sandbox.aws;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/** Writes scalars as text: what the query protocols send, and what JSON sends within strings. */
final class SdkFieldText {
    private SdkFieldText() {}

    /** @throws SimulatedAwsError {@code InvalidParameterValue} when the text isn't of the field's type */
    static @Nullable Object parse(SdkField<?> field, String text) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        try {
            return switch (type) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> bool(text);
                case INSTANT -> instant(text);
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
                case NULL, DOCUMENT, SDK_POJO, LIST, MAP ->
                    throw new IllegalArgumentException(type + " isn't a scalar");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue",
                    "Value (" + text + ") for parameter " + field.locationName() + " is invalid. Expected: " + type);
        }
    }

    /** Instants as ISO 8601 with milliseconds, bytes as base64, everything else as Java writes it. */
    static String format(Object value) {
        if (value instanceof Instant instant) {
            return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value.toString();
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static Instant instant(String text) {
        return text.contains("T") ? OffsetDateTime.parse(text).toInstant() : epochSeconds(new BigDecimal(text));
    }

    /** Fractions beyond a millisecond are cut off. */
    static Instant epochSeconds(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }
}
