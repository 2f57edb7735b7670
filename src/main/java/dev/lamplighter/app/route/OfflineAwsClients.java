package dev.lamplighter.app.route;

import java.util.List;
import java.util.Locale;
import org.apache.camel.main.Main;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/**
 * Makes AWS clients that call nothing, so that routes can be made without credentials or network. What Camel asks when it makes
 * an endpoint, and what instances there are, is refused with 403, which its S3 endpoint takes as a sign that the bucket exists; any other call fails, as the
 * SDK's interfaces have it. They are classes and no {@link java.lang.reflect.Proxy}: the proxy of a client initialises the
 * class of each request that the client knows, of which EC2 has 750.
 */
public final class OfflineAwsClients {
    private OfflineAwsClients() {}

    /** Binds a client of each kind that {@code main} doesn't have, by the name that the service's has: {@code s3Client}. */
    static void bindMissing(Main main) {
        List.of(Ec2Client.class, S3Client.class, AthenaClient.class, SqsClient.class)
                .forEach(type -> bindMissing(main, type));
    }

    private static <T> void bindMissing(Main main, Class<T> type) {
        if (main.lookupByType(type).isEmpty()) {
            String name = type.getSimpleName();
            main.bind(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), refusing(type));
        }
    }

    /** A client of that type that calls nothing: EC2's, S3's, Athena's or SQS's. */
    public static <T> T refusing(Class<T> type) {
        return type.cast(
                switch (type.getSimpleName()) { // by name, because each class that is named is loaded
                    case "Ec2Client" -> new OfflineEc2();
                    case "S3Client" -> new OfflineS3();
                    case "AthenaClient" -> new OfflineAthena();
                    case "SqsClient" -> new OfflineSqs();
                    default -> throw new IllegalArgumentException("no offline client of " + type.getName());
                });
    }

    private static AwsServiceException refusal(String call) {
        String message = call + " is not called without the running service";
        return AwsServiceException.builder()
                .statusCode(403)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static final class OfflineEc2 implements Ec2Client {
        @Override
        public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
            throw refusal("describeInstances");
        }

        @Override
        public DescribeInstanceStatusResponse describeInstanceStatus(DescribeInstanceStatusRequest request) {
            throw refusal("describeInstanceStatus");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class OfflineS3 implements S3Client {
        @Override
        public HeadBucketResponse headBucket(HeadBucketRequest request) {
            throw refusal("headBucket");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class OfflineAthena implements AthenaClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class OfflineSqs implements SqsClient {
        @Override
        public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
            throw refusal("getQueueUrl");
        }

        @Override
        public ListQueuesResponse listQueues(ListQueuesRequest request) {
            throw refusal("listQueues");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
