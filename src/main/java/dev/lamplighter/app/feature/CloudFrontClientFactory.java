package dev.lamplighter.app.feature;

import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** Makes the client of CloudFront. It is a class of its own, so that CloudFront's classes are loaded when one is made. */
final class CloudFrontClientFactory {
    private static final Duration CALL = Duration.ofSeconds(60);

    private CloudFrontClientFactory() {}

    /**
     * CloudFront is in no region. What a retry repeats is harmless: the second time it is another version's tag, or no change.
     *
     * @param first sees answers before all other interceptors
     */
    static SdkClient client(ExecutionInterceptor first) {
        return CloudFrontClient.builder()
                .region(Region.AWS_GLOBAL)
                .overrideConfiguration(AwsResponseValidator.calls(CALL)
                        .copy(copy -> copy.executionInterceptors(List.of(first, new AwsResponseValidator()))))
                .httpClient(new AwsHttp())
                .build();
    }
}
