package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * The reason for the rule {@code noForeignS3Key}: aws2-s3 4.18.0 evaluates a key that comes in a header
 * (CVE-2026-95664, mended in 4.18.5). When this test fails, Camel is mended and the rule can go.
 */
final class S3KeyExpressionTest {
    private final List<String> keys = new ArrayList<>();

    @Test
    void aKeyFromAHeaderIsEvaluatedAsAnExpression() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("s3", S3Client.class, recordingClient());
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                template.sendBodyAndHeader(
                        "aws2-s3:reports?amazonS3Client=#s3", "x", "CamelAwsS3Key", "cur/${camelContext.version}/x");
            }

            assertThat(keys).containsExactly("cur/" + context.getVersion() + "/x");
        }
    }

    private S3Client recordingClient() {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("putObject") && arguments[0] instanceof PutObjectRequest put) {
                        keys.add(put.key());
                        return PutObjectResponse.builder().build();
                    }
                    return switch (method.getName()) {
                        case "headBucket" -> HeadBucketResponse.builder().build();
                        case "hashCode" -> 1;
                        case "equals" -> proxy == arguments[0];
                        case "toString" -> "recording client";
                        case "close" -> null;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
