package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.sandbox.athena.AthenaStandIn;
import dev.lamplighter.sandbox.athena.TrinoEngine;
import dev.lamplighter.sandbox.athena.TrinoSettings;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.glue.GlueStandIn;
import dev.lamplighter.sandbox.s3.S3StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3, Glue, Athena and Trino for integration tests: one of each for the whole test JVM, started by the first test that
 * asks. Tests keep apart by databases, buckets or folders of their own; results go to the bucket {@code results}.
 */
public final class SandboxLake {
    private static final Duration LONGEST_QUERY = Duration.ofMinutes(3);
    private static final Set<QueryExecutionState> FINAL =
            Set.of(QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED, QueryExecutionState.CANCELLED);

    private static @Nullable SandboxLake shared;

    private final Path buckets;
    private final S3StandIn s3StandIn;
    private final AwsServer server;
    private final TrinoEngine engine;
    private final S3Client s3;
    private final AthenaClient athena;
    private final GlueStandIn glue;

    private SandboxLake(Path folder) {
        buckets = folder.resolve("buckets");
        s3StandIn = S3StandIn.start(Path.of("target/s3proxy/s3proxy.jar"), buckets, 0);
        s3StandIn.createBucket("results");
        s3 = S3Client.builder()
                .endpointOverride(s3StandIn.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
        server = AwsServer.start(0);
        InstantSource clock = InstantSource.system();
        glue = new GlueStandIn(clock);
        engine = new TrinoEngine(TrinoSettings.of(
                Path.of("target"), server.endpoint(), s3StandIn.endpoint(), folder.resolve("trino.log")));
        server.serve("glue", glue).serve("athena", new AthenaStandIn(glue, engine, s3, clock));
        athena = AthenaClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
    }

    /** The one of this JVM. */
    public static synchronized SandboxLake shared() {
        if (shared == null) {
            try {
                shared = new SandboxLake(
                        Files.createTempDirectory(Path.of("target").toAbsolutePath(), "lake-"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "sandbox-lake"));
        }
        return shared;
    }

    public S3Client s3() {
        return s3;
    }

    public AthenaClient athena() {
        return athena;
    }

    public GlueClient glue() {
        return glue;
    }

    /** Where Athena and Glue answer. */
    public URI awsEndpoint() {
        return server.endpoint();
    }

    public URI s3Endpoint() {
        return s3StandIn.endpoint();
    }

    public AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"));
    }

    /** Another Athena over the same Glue, S3 and engine, for a server of one's own. */
    AthenaStandIn newAthena() {
        return new AthenaStandIn(glue, engine, s3, InstantSource.system());
    }

    /** The bucket's folder on disk, made if absent: files put there are its objects. */
    public Path bucket(String name) {
        s3StandIn.createBucket(name);
        return buckets.resolve(name);
    }

    public TrinoEngine engine() {
        return engine;
    }

    /** Starts the query and returns its id at once. */
    public String start(String sql, String database) {
        return athena.startQueryExecution(request -> request.queryString(sql)
                        .queryExecutionContext(context -> context.database(database))
                        .resultConfiguration(result -> result.outputLocation("s3://results/" + database + "/")))
                .queryExecutionId();
    }

    /** Waits for the final state, whatever it is. */
    public QueryExecution finish(String id) {
        return await().atMost(LONGEST_QUERY)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> athena.getQueryExecution(request -> request.queryExecutionId(id))
                                .queryExecution(),
                        execution -> FINAL.contains(execution.status().state()));
    }

    /** Runs the query to its end; fails unless it succeeds. Returns its id. */
    public String run(String sql, String database) {
        String id = start(sql, database);
        QueryExecution execution = finish(id);
        if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new AssertionError(execution.status().stateChangeReason() + " in: " + sql);
        }
        return id;
    }

    /** All rows as text, of a SELECT with the names of the columns first; null is null. */
    public List<List<@Nullable String>> rows(String sql, String database) {
        String id = run(sql, database);
        return athena.getQueryResultsPaginator(request -> request.queryExecutionId(id)).stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .map(row -> row.data().stream().map(Datum::varCharValue).toList())
                .toList();
    }

    private void close() {
        athena.close();
        server.close();
        engine.close();
        s3.close();
        s3StandIn.close();
    }
}
