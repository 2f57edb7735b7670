package dev.lamplighter.app.feature;

import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.fleet.FleetAccountRegion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Holds the credentials of roles in other accounts: one session for each role, however many regions and clients use it. They are
 * renewed before they expire. Thread-safe.
 */
final class AssumedRoles {
    /** The role session name, by which the other account's CloudTrail shows this service. */
    private static final String ROLE_SESSION = "lamplighter";

    private final Region own;
    private final ClientOverrideConfiguration calls;
    private final Map<Region, StsClient> clients = new HashMap<>();
    private final Map<Role, AwsCredentialsProvider> sessions = new HashMap<>();

    /** A role, and the region that is asked for its credentials. */
    private record Role(String arn, @Nullable String externalId, Region sts) {}

    /**
     * Makes it without any session.
     *
     * @param own the region of the service
     * @param calls the configuration of the clients
     */
    AssumedRoles(Region own, ClientOverrideConfiguration calls) {
        this.own = own;
        this.calls = calls;
    }

    /** The credentials of a source's role; null if it names none. */
    synchronized @Nullable AwsCredentialsProvider of(FleetAccountRegion source) {
        String arn = source.roleArn();
        return arn == null
                ? null
                : sessions.computeIfAbsent(new Role(arn, source.externalId(), sts(source)), this::session);
    }

    /**
     * The region whose STS is asked: the service's own, because what a regional endpoint of STS gives is valid in all regions of
     * its partition; otherwise that of the source.
     */
    private Region sts(FleetAccountRegion source) {
        Region there = source.region() == null ? own : Region.of(source.region());
        return PartitionMetadata.of(there).id().equals(PartitionMetadata.of(own).id()) ? own : there;
    }

    private AwsCredentialsProvider session(Role role) {
        StsClient sts = clients.computeIfAbsent(
                role.sts(),
                region -> StsClient.builder()
                        .region(region)
                        .overrideConfiguration(calls)
                        .httpClient(new AwsHttp())
                        .build());
        StsAssumeRoleCredentialsProvider session = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .externalId(role.externalId())
                        .roleSessionName(ROLE_SESSION))
                .build();
        // Not the session itself: a client that is closed closes what it was given.
        return () -> session.resolveCredentials();
    }
}
