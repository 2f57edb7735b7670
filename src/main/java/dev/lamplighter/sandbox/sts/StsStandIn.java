package dev.lamplighter.sandbox.sts;

import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Answers GetCallerIdentity, by which people and tools find out where they are: account 123456789012. */
public final class StsStandIn implements StsClient {
    private static final String ACCOUNT = "123456789012";

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .account(ACCOUNT)
                .userId("AIDASANDBOXSANDBOXSAN")
                .arn("arn:aws:iam::" + ACCOUNT + ":user/sandbox")
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
