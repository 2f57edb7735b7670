package dev.lamplighter.app.route;

import java.lang.reflect.Proxy;
import java.util.Locale;
import org.apache.camel.main.Main;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes AWS clients whose every call is refused with 403, so that routes can be made without credentials or network; Camel's
 * S3 endpoint takes a 403 as a sign that the bucket exists.
 */
public final class OfflineAwsClients {
    private OfflineAwsClients() {}

    /** Binds a client of each kind that {@code main} doesn't have. */
    static void bindMissing(Main main) {
        bindMissing(main, Ec2Client.class);
        bindMissing(main, S3Client.class);
        bindMissing(main, AthenaClient.class);
        bindMissing(main, SqsClient.class);
    }

    private static <T> void bindMissing(Main main, Class<T> type) {
        if (main.lookupByType(type).isEmpty()) {
            main.bind("offline" + type.getSimpleName(), refusing(type));
        }
    }

    /** A client of that type that refuses every call. */
    public static <T> T refusing(Class<T> type) {
        Object client = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "toString" -> "offline " + type.getSimpleName();
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "serviceName" ->
                        type.getSimpleName().replace("Client", "").toLowerCase(Locale.ROOT);
                    case "close" -> null;
                    default -> throw refusal(method.getName());
                });
        return type.cast(client);
    }

    private static AwsServiceException refusal(String call) {
        return AwsServiceException.builder()
                .statusCode(403)
                .message(call + " is not called without the running service")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage(call + " is not called without the running service")
                        .build())
                .build();
    }
}
