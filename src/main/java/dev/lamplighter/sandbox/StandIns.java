package dev.lamplighter.sandbox;

import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.sandbox.athena.AthenaStandIn;
import dev.lamplighter.sandbox.athena.TrinoEngine;
import dev.lamplighter.sandbox.athena.TrinoSettings;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.CallLedger;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.SeededFleet;
import dev.lamplighter.sandbox.glue.GlueStandIn;
import dev.lamplighter.sandbox.s3.S3StandIn;
import dev.lamplighter.sandbox.sts.StsStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** EC2 with its seeded fleet, Athena, Glue and S3 on 127.0.0.1: started together, closed together. */
public final class StandIns implements AutoCloseable {
    /** Where reports arrive. */
    public static final String REPORTS = "cost-reports";
    /** Where tables and answers go. */
    public static final String TABLES = "cost-tables";

    private final S3StandIn s3StandIn;
    private final S3Client s3;
    private final AwsServer server;
    private final TrinoEngine trino;
    private final Ec2StandIn ec2;
    private final HealthPages health;

    private StandIns(Path target, SandboxFolder folder, InstantSource clock) {
        s3StandIn = S3StandIn.start(target.resolve("s3proxy/s3proxy.jar"), folder.buckets(), 0);
        s3StandIn.createBucket(REPORTS);
        s3StandIn.createBucket(TABLES);
        s3 = S3Client.builder()
                .endpointOverride(s3StandIn.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
        server = AwsServer.start(0, clock);
        trino = new TrinoEngine(TrinoSettings.of(
                target.resolve("trino"),
                server.endpoint(),
                s3StandIn.endpoint(),
                folder.path().resolve("trino.log")));
        ec2 = new Ec2StandIn(clock);
        SeededFleet.plantIn(ec2);
        health = HealthPages.start(clock);
        GlueStandIn glue = new GlueStandIn(clock);
        server.serve("ec2", ec2)
                .serve("sts", new StsStandIn(clock))
                .serve("glue", glue)
                .serve("athena", new AthenaStandIn(glue, trino, s3, clock));
    }

    /**
     * Starts them; Trino comes up in the background, so that its first query need not wait.
     *
     * @param target the build's folder, which holds S3Proxy and Trino
     */
    static StandIns start(Path target, SandboxFolder folder, InstantSource clock) {
        StandIns standIns = new StandIns(target, folder, clock);
        Thread warmUp = new Thread(standIns.trino::start, "trino-start");
        warmUp.setDaemon(true);
        warmUp.start();
        return standIns;
    }

    public URI awsEndpoint() {
        return server.endpoint();
    }

    public URI s3Endpoint() {
        return s3StandIn.endpoint();
    }

    /** What the machines answer to an HTTP check. */
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

    public S3Client s3() {
        return s3;
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
    public void close() {
        health.close();
        server.close();
        trino.close();
        s3.close();
        s3StandIn.close();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"));
    }
}
