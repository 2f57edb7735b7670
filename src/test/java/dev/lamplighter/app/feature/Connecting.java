package dev.lamplighter.app.feature;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.Map;

/** Makes the service's clients of AWS, and what makes others when they are needed, and ends. */
final class Connecting {
    private Connecting() {}

    public static void main(String[] arguments) {
        try (AwsClients aws = AwsClients.connect(new Settings(Map.of("aws.region", "us-east-1"), Path.of(".")));
                WindowCloudWatchClients cloudWatch = new WindowCloudWatchClients(aws.cloudWatchOf());
                CdnFeature cdn = new CdnFeature()) {
            System.out.println(cloudWatch.getClass() + " " + cdn.beans().keySet());
        }
    }
}
