package dev.lamplighter.app.service;

import dev.lamplighter.SystemProperties;
import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The shipped clients, led to a stand-in by the SDK's own settings, each call tried once. */
final class ServedClients implements AutoCloseable {
    private final AwsClients aws;
    private final SystemProperties properties = new SystemProperties();

    ServedClients(String endpoint) {
        properties.set("aws.accessKeyId", "test");
        properties.set("aws.secretAccessKey", "test");
        properties.set("aws.maxAttempts", "1");
        for (String service : List.of("Ec2", "Sts", "S3", "Athena", "Sqs", "CloudWatch", "CloudFront")) {
            properties.set("aws.endpointUrl" + service, endpoint);
        }
        aws = AwsClients.connect(new Settings(Map.of("aws.region", "us-east-1"), Path.of(".")));
    }

    AwsClients aws() {
        return aws;
    }

    @Override
    public void close() {
        aws.close();
        properties.close();
    }
}
