package dev.lamplighter.sandbox;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.sandbox.athena.AthenaStandIn;
import dev.lamplighter.sandbox.athena.TrinoEngine;
import dev.lamplighter.sandbox.athena.TrinoSettings;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.glue.GlueStandIn;
import dev.lamplighter.sandbox.s3.S3StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Stands in for S3, Glue and Athena, all that cost reports need: S3Proxy with two buckets, and Trino. */
final class LakeStandIns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeStandIns.class);

    private final S3StandIn s3StandIn;
    private final S3Client s3;
    private final TrinoEngine trino;

    private LakeStandIns(S3StandIn s3StandIn, S3Client s3, TrinoEngine trino) {
        this.s3StandIn = s3StandIn;
        this.s3 = s3;
        this.trino = trino;
    }

    /**
     * Starts S3 with the buckets, and answers for Glue and Athena by {@code server}. Trino starts with its first query, or
     * by {@link #warmUp()}.
     *
     * @param target the build's folder, which holds S3Proxy and Trino
     * @param s3Port where S3 listens
     */
    static LakeStandIns start(Path target, SandboxFolder folder, int s3Port, AwsServer server, InstantSource clock) {
        S3StandIn s3StandIn = S3StandIn.start(target.resolve("s3proxy/s3proxy.jar"), folder.buckets(), s3Port);
        s3StandIn.createBucket(StandIns.REPORTS);
        s3StandIn.createBucket(StandIns.TABLES);
        S3Client s3 = S3Client.builder()
                .endpointOverride(s3StandIn.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClient(new AwsHttp())
                .build();
        TrinoEngine trino = new TrinoEngine(TrinoSettings.of(
                target, server.endpoint(), s3StandIn.endpoint(), folder.path().resolve("trino.log")));
        GlueStandIn glue = new GlueStandIn(clock);
        server.serve("glue", glue).serve("athena", new AthenaStandIn(glue, trino, s3, clock));
        return new LakeStandIns(s3StandIn, s3, trino);
    }

    S3Client s3() {
        return s3;
    }

    /** How long Trino has been starting; empty when it isn't. */
    Optional<Duration> trinoStarting() {
        return trino.starting();
    }

    /** Has Trino come up in the background, so that its first query need not wait. */
    void warmUp() {
        Thread warmUp = new Thread(
                () -> {
                    try {
                        trino.start();
                    } catch (ProblemException | IllegalStateException e) { // its first query fails so, too, and is told
                        LOG.debug("Trino didn't come up beforehand", e);
                    }
                },
                "trino-start");
        warmUp.setDaemon(true);
        warmUp.start();
    }

    @Override
    public void close() {
        trino.close();
        s3.close();
        s3StandIn.close();
    }
}
