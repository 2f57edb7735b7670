package dev.lamplighter.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** Reads and writes awsJson 1.0 and 1.1 (Smithy, "AWS JSON 1.1 protocol"): the operation is in {@code X-Amz-Target}. */
enum JsonProtocol implements WireProtocol {
    INSTANCE;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String contentType() {
        return "application/x-amz-json-1.1";
    }

    @Override
    public void decode(String body, SdkPojo builder) {
        try {
            JsonNode tree = body.isEmpty() ? MAPPER.createObjectNode() : MAPPER.readTree(body);
            SdkJsonDecoder.fill(builder, tree);
        } catch (JsonProcessingException e) {
            throw SimulatedAwsError.badRequest(
                    "SerializationException", "The body isn't JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public byte[] encode(String operation, SdkResponse response, String requestId) {
        return bytes(JsonEncoder.object(response, MAPPER.getNodeFactory()));
    }

    /** The message goes out under both spellings that services use; SDKs read one or the other. */
    @Override
    public byte[] encode(WireFault fault, String requestId) {
        ObjectNode error = fault.fields() == null
                ? MAPPER.createObjectNode()
                : JsonEncoder.object(fault.fields(), MAPPER.getNodeFactory());
        error.put("__type", fault.code());
        error.put("message", fault.message());
        error.put("Message", fault.message());
        return bytes(error);
    }

    private byte[] bytes(ObjectNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree can always be written", e);
        }
    }
}
