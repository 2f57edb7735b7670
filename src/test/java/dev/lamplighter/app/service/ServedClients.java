package dev.lamplighter.app.service;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shipped clients, led to a stand-in by the SDK's own settings, each call tried once. */
final class ServedClients implements AutoCloseable {
    private final AwsClients aws;
    private final Map<String, String> before = new HashMap<>();

    ServedClients(String endpoint) {
        set("aws.accessKeyId", "test");
        set("aws.secretAccessKey", "test");
        set("aws.maxAttempts", "1");
        for (String service : List.of("Ec2", "Sts", "S3", "Athena", "Sqs", "CloudWatch", "CloudFront")) {
            set("aws.endpointUrl" + service, endpoint);
        }
        aws = AwsClients.connect(new Settings(Map.of("aws.region", "us-east-1"), Path.of(".")));
    }

    AwsClients aws() {
        return aws;
    }

    private void set(String key, String value) {
        before.put(key, System.setProperty(key, value));
    }

    @Override
    public void close() {
        aws.close();
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
    }
}
