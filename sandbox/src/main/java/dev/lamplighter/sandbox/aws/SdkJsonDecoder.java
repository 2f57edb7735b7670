package dev.lamplighter.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Copies a JSON tree into an SDK builder, member by member. */
final class SdkJsonDecoder {
    private SdkJsonDecoder() {}

    static void fill(SdkPojo builder, JsonNode object) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = object.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, value(field, value));
            }
        }
    }

    private static @Nullable Object value(SdkField<?> field, JsonNode value) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> structure(field, value);
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), value);
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), value);
            case INSTANT -> value.isNumber() ? SdkFieldText.epochSeconds(value.decimalValue()) : scalar(field, value);
            case NULL, DOCUMENT -> null;
            case STRING, INTEGER, LONG, FLOAT, DOUBLE, BIG_DECIMAL, BOOLEAN, SDK_BYTES, SHORT, BYTE ->
                scalar(field, value);
        };
    }

    private static @Nullable Object scalar(SdkField<?> field, JsonNode value) {
        boolean wantsText = field.marshallingType().getKnownType() == MarshallingKnownType.STRING;
        if (value.isContainerNode() || (wantsText && !value.isTextual())) {
            throw SimulatedAwsError.badRequest(
                    "SerializationException", "The value of " + field.locationName() + " is of the wrong type.");
        }
        return SdkFieldText.parse(field, value.asText());
    }

    private static Object structure(SdkField<?> field, JsonNode value) {
        SdkPojo builder = field.constructor().get();
        fill(builder, value);
        return ((Buildable) builder).build();
    }

    private static List<@Nullable Object> list(SdkField<?> member, JsonNode values) {
        List<@Nullable Object> list = new ArrayList<>();
        values.forEach(value -> list.add(value.isNull() ? null : value(member, value)));
        return list;
    }

    private static Map<String, @Nullable Object> map(SdkField<?> member, JsonNode values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values.properties()
                .forEach(entry ->
                        map.put(entry.getKey(), entry.getValue().isNull() ? null : value(member, entry.getValue())));
        return map;
    }
}
