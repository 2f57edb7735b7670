package dev.lamplighter.sandbox.sts;

import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Answers GetCallerIdentity, by which people and tools find out where they are (account 123456789012), and AssumeRole,
 * with credentials for an hour.
 */
public final class StsStandIn implements StsClient {
    private static final String ACCOUNT = "123456789012";
    private static final Duration VALID = Duration.ofHours(1);

    private final InstantSource clock;

    public StsStandIn(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .account(ACCOUNT)
                .userId("AIDASANDBOXSANDBOXSAN")
                .arn("arn:aws:iam::" + ACCOUNT + ":user/sandbox")
                .build();
    }

    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        return AssumeRoleResponse.builder()
                .credentials(credentials -> credentials
                        .accessKeyId("ASIASANDBOXSANDBOXSA")
                        .secretAccessKey("sandbox")
                        .sessionToken("sandbox")
                        .expiration(clock.instant().plus(VALID)))
                .assumedRoleUser(user -> user.assumedRoleId("AROASANDBOXSANDBOXSA:" + request.roleSessionName())
                        .arn(request.roleArn().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/"
                                + request.roleSessionName()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
