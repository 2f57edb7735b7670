package dev.lamplighter.sandbox;

import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.CallLedger;
import dev.lamplighter.sandbox.cloudfront.CloudFrontStandIn;
import dev.lamplighter.sandbox.cloudwatch.CloudWatchStandIn;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import dev.lamplighter.sandbox.sts.StsStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Stands in for AWS on 127.0.0.1: EC2 with its seeded fleet, CloudWatch and STS at once, S3, Glue and Athena when they are wanted. */
public final class StandIns implements AutoCloseable {
    /** Where reports arrive. */
    public static final String REPORTS = "cost-reports";
    /** Where tables and answers go. */
    public static final String TABLES = "cost-tables";

    private final Path target;
    private final SandboxFolder folder;
    private final InstantSource clock;
    private final AwsServer server;
    private final int s3Port;
    private final Ec2StandIn ec2;
    private final InstanceHealthPages health;
    private volatile @Nullable LakeStandIns lake;

    private StandIns(Path target, SandboxFolder folder, InstantSource clock) {
        this.target = target;
        this.folder = folder;
        this.clock = clock;
        server = AwsServer.start(0, clock);
        s3Port = freePort();
        ec2 = new Ec2StandIn(clock);
        InitialFleet.plantIn(ec2);
        health = InstanceHealthPages.start(clock);
        server.serve("ec2", ec2)
                .serve("sts", new StsStandIn(clock))
                .serve("cloudfront", new CloudFrontStandIn().planted())
                .serve("monitoring", new CloudWatchStandIn(clock, ec2));
    }

    /**
     * Starts EC2, CloudWatch and STS, all that the light and the windows need.
     *
     * @param target the build's folder, which holds S3Proxy and Trino
     */
    static StandIns start(Path target, SandboxFolder folder, InstantSource clock) {
        return new StandIns(target, folder, clock);
    }

    /** Starts those of the costs, too, which take longer; the same again when they run. */
    synchronized LakeStandIns lake() {
        if (lake == null) {
            lake = LakeStandIns.start(target, folder, s3Port, server, clock);
        }
        return lake;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI awsEndpoint() {
        return server.endpoint();
    }

    public URI s3Endpoint() {
        return URI.create("http://127.0.0.1:" + s3Port);
    }

    /** The pages that the machines answer to an HTTP check. */
    URI healthPages() {
        return health.address();
    }

    Endpoints endpoints() {
        return new Endpoints(awsEndpoint(), s3Endpoint());
    }

    public Ec2StandIn ec2() {
        return ec2;
    }

    /** Every call that reached EC2, Athena or Glue. */
    public CallLedger ledger() {
        return server.ledger();
    }

    /** How long Trino has been starting; empty when it isn't. */
    Optional<Duration> trinoStarting() {
        LakeStandIns started = lake;
        return started == null ? Optional.empty() : started.trinoStarting();
    }

    /** A client of S3, which is started if need be. */
    public S3Client s3() {
        return lake().s3();
    }

    /** A client of the Athena stand-in, over HTTP as anybody's; the caller closes it. */
    AthenaClient athena() {
        return AthenaClient.builder()
                .endpointOverride(awsEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
    }

    @Override
    public synchronized void close() {
        health.close();
        server.close();
        if (lake != null) {
            lake.close();
        }
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"));
    }
}
