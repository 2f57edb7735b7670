package dev.lamplighter.app.service;

import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One client per AWS service, shared by Camel's components and our own beans.
 *
 * <p>Credentials come from the SDK's default chain, endpoints from the standard {@code AWS_ENDPOINT_URL*} variables.
 */
public record AwsClients(Ec2Client ec2, S3Client s3, AthenaClient athena) implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SOCKET = Duration.ofSeconds(30);
    /** Bounds one call with its retries, so that a poll or a window never hangs; not for S3, whose bodies may be large. */
    private static final Duration CALL = Duration.ofSeconds(60);

    public static AwsClients connect(Settings settings) {
        Region region = settings.optional("aws.region").map(Region::of).orElseGet(AwsClients::regionOfTheMachine);
        ClientOverrideConfiguration calls =
                ClientOverrideConfiguration.builder().apiCallTimeout(CALL).build();
        return new AwsClients(
                configured(Ec2Client.builder(), region)
                        .overrideConfiguration(calls)
                        .httpClient(http())
                        .build(),
                configured(S3Client.builder(), region).httpClient(http()).build(),
                configured(AthenaClient.builder(), region)
                        .overrideConfiguration(calls)
                        .httpClient(http())
                        .build());
    }

    /** Clients that refuse every call, for reading a configuration without calling anybody. */
    static AwsClients refusing() {
        return new AwsClients(
                OfflineAwsClients.refusing(Ec2Client.class),
                OfflineAwsClients.refusing(S3Client.class),
                OfflineAwsClients.refusing(AthenaClient.class));
    }

    @Override
    public void close() {
        ec2.close();
        s3.close();
        athena.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, Region region) {
        return builder.region(region);
    }

    /** Connections are the JDK's own; the client holds no pool. */
    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(SOCKET)
                .build();
    }

    private static Region regionOfTheMachine() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new ProblemException(
                    new Problem(
                            "CONFIG-012",
                            "aws.region",
                            "no AWS region",
                            "neither application.properties, AWS_REGION, the profile nor this machine names one",
                            "set aws.region; without an account, start with: bin/lamplighter sandbox"),
                    e);
        }
    }
}
