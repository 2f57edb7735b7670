package dev.lamplighter.app.feature;

import dev.lamplighter.base.aws.AwsHttp;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;

/** Makes clients of CloudWatch. It is a class of its own, so that CloudWatch's classes are loaded when the first one is made. */
final class CloudWatchClientFactory {
    private CloudWatchClientFactory() {}

    /** @param role its credentials; null for the service's own */
    static SdkClient client(Region region, ClientOverrideConfiguration calls, @Nullable AwsCredentialsProvider role) {
        CloudWatchClientBuilder builder = CloudWatchClient.builder()
                .region(region)
                .overrideConfiguration(calls)
                .httpClient(new AwsHttp());
        return role == null
                ? builder.build()
                : builder.credentialsProvider(role).build();
    }
}
