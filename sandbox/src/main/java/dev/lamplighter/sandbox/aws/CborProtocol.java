package dev.lamplighter.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORGenerator;

/**
 * Reads and writes Smithy's RPC v2 CBOR, which the SDK speaks with CloudWatch: the operation is in the path. A body is a text here whose every
 * character is one byte.
 */
enum CborProtocol implements WireProtocol {
    INSTANCE;

    static final String MEDIA_TYPE = "application/cbor";
    private static final CBORFactory CBOR = new CBORFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int EPOCH_SECONDS = 1;

    @Override
    public String contentType() {
        return MEDIA_TYPE;
    }

    @Override
    public void decode(String body, SdkPojo builder) {
        try (JsonParser parser = CBOR.createParser(body.getBytes(StandardCharsets.ISO_8859_1))) {
            if (parser.nextToken() != null) {
                SdkJsonDecoder.fill(builder, tree(parser));
            }
        } catch (IOException e) {
            throw SimulatedAwsError.badRequest("SerializationException", "The body isn't CBOR: " + e.getMessage());
        }
    }

    private static JsonNode tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.getText();
                    parser.nextToken();
                    object.set(name, tree(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(tree(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    @Override
    public byte[] encode(String operation, SdkResponse response, String requestId) {
        return written(generator -> write(generator, response));
    }

    @Override
    public byte[] encode(WireFault fault, String requestId) {
        return written(generator -> {
            generator.writeStartObject();
            generator.writeStringField("__type", fault.code());
            generator.writeStringField("message", fault.message());
            generator.writeEndObject();
        });
    }

    private static byte[] written(Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator generator = CBOR.createGenerator(bytes)) {
            content.to(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(CBORGenerator generator, SdkPojo pojo) throws IOException {
        generator.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                generator.writeFieldName(field.locationName());
                write(generator, value);
            }
        }
        generator.writeEndObject();
    }

    private static void write(CBORGenerator generator, Object value) throws IOException {
        if (value instanceof SdkPojo pojo) {
            write(generator, pojo);
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object member : list) {
                write(generator, member);
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                generator.writeFieldName(member.getKey().toString());
                write(generator, member.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Instant instant) {
            generator.writeTag(EPOCH_SECONDS);
            generator.writeNumber(instant.toEpochMilli() / 1000.0);
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Double || value instanceof Float) {
            generator.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else {
            generator.writeString(SdkFieldText.format(value));
        }
    }

    /** Writes one value. */
    private interface Writing {
        void to(CBORGenerator generator) throws IOException;
    }
}
