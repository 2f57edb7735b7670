package dev.lamplighter.app.doctor;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.AwsProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Finds out whose the credentials are that the SDK finds for this process. */
final class CredentialsExamination {
    private static final String SUBJECT = "credentials";

    private CredentialsExamination() {}

    /** Who AWS says that they are; GetCallerIdentity needs no right. */
    static Finding finding(AwsCredentialsProvider provider, Supplier<StsClient> clients, String user) {
        AwsCredentials credentials;
        try {
            credentials = provider.resolveCredentials();
        } catch (SdkException e) {
            return Finding.fail(
                    SUBJECT,
                    new Problem(
                            AwsProblemCode.CREDENTIALS_UNUSABLE,
                            SUBJECT,
                            "none found as user " + user,
                            "looked for in the environment, by web identity, in ~/.aws, by container and instance role",
                            "put them where this user finds them: environment (/etc/default/lamplighter of the"
                                    + " package), ~/.aws/credentials or an instance role"));
        }
        String from = source(credentials);
        try (StsClient sts = clients.get()) {
            return AwsTrial.of(SUBJECT, () -> {
                GetCallerIdentityResponse identity = sts.getCallerIdentity();
                return identity.arn() + ", account " + identity.account() + ", found as user " + user + " in " + from;
            });
        }
    }

    /** Where they come from: the first place of the SDK's chain that has the same key. */
    private static String source(AwsCredentials credentials) {
        Map<String, Supplier<AwsCredentialsProvider>> places = new LinkedHashMap<>();
        places.put("system properties of the JVM", SystemPropertyCredentialsProvider::create);
        places.put("the environment", EnvironmentVariableCredentialsProvider::create);
        places.put("~/.aws", ProfileCredentialsProvider::create);
        for (Map.Entry<String, Supplier<AwsCredentialsProvider>> place : places.entrySet()) {
            if (has(place.getValue(), credentials.accessKeyId())) {
                return place.getKey();
            }
        }
        return "a web identity, or the role of container or instance";
    }

    private static boolean has(Supplier<AwsCredentialsProvider> provider, String key) {
        try {
            return provider.get().resolveCredentials().accessKeyId().equals(key);
        } catch (SdkException e) {
            return false; // it has none
        }
    }
}
