package dev.lamplighter.cost.publish;

import dev.lamplighter.app.feature.CostBeans;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.AthenaSettings;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.StoreAddress;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.S3Store;
import dev.lamplighter.cost.worker.WorkerConverter;
import dev.lamplighter.cost.worker.WorkerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One round of {@code cost-discover} as a process that starts quickly, to be killed: the shipped routes of publishing, over
 * the S3 and the Athena that its parent holds. It prints a line at each {@link Steps step}, and ends when all is done.
 */
final class PublishingProcess {
    static final String REPORT = "hourly";
    static final String TABLE = "costs";
    static final String SOURCE_PREFIX = "cur/";
    static final String TARGET_PREFIX = "lake/";
    /** The last line of a process that was left alone. */
    static final String END = "end";
    /** How the line of a round begins that AWS or the network ended. */
    static final String OUTAGE = "COST-100";

    private PublishingProcess() {}

    /**
     * With the state folder, the buckets' common name, the endpoints of S3 and of AWS, the step to wait at or "", and the
     * word {@code worker} for one that converts in a process of its own.
     */
    public static void main(String[] arguments) throws IOException {
        Steps steps = new Steps(arguments[4]);
        steps.at("begin");
        String name = arguments[1];
        try (StateDatabase state = StateDatabase.open(Path.of(arguments[0]));
                S3Client s3 = connected(S3Client.builder(), arguments[2]);
                AthenaClient athena = connected(AthenaClient.builder(), arguments[3])) {
            try (PublishingRoutes routes = new PublishingRoutes(settings(name))) {
                round(routes, reports(steps, state, s3, athena, name, converter(arguments), routes));
            }
        }
        steps.at(END);
    }

    /** As the routes do: what S3 doesn't answer ends this round, and the next one begins anew. */
    private static void round(PublishingRoutes routes, CostReports reports) {
        try {
            for (ReportVersion version : reports.discover()) {
                publish(routes, version);
            }
            reports.removeOldVersions();
        } catch (ProblemException e) {
            System.out.println(e.problem().line());
        } catch (IOException | UncheckedIOException | SdkException e) {
            System.out.println(OUTAGE + "  " + IoErrorText.of(e));
        }
    }

    private static void publish(PublishingRoutes routes, ReportVersion version) {
        Problem problem =
                routes.ask("cost-version", version, PublicationResult.class).problem();
        if (problem != null) {
            System.out.println(problem.line()); // which is no step, so that the parent stops
        }
    }

    private static ReportConverter converter(String[] arguments) {
        Clock clock = Clock.systemUTC();
        ConversionMeter meter = new ConversionMeter(clock);
        if (!arguments[5].equals("worker")) {
            return new InProcessConverter(new ManifestReader(), meter, clock, NumberType.DECIMAL, 96L << 20);
        }
        System.setProperty("aws.endpointUrlS3", arguments[2]);
        System.setProperty("aws.accessKeyId", "sandbox");
        System.setProperty("aws.secretAccessKey", "sandbox");
        return new WorkerConverter(
                meter,
                new WorkerSettings(
                        NumberType.DECIMAL,
                        LineBreakPolicy.REFUSE,
                        96L << 20,
                        96,
                        0,
                        Optional.of("us-east-1"),
                        Path.of(arguments[0])));
    }

    private static CostReports reports(
            Steps steps,
            StateDatabase state,
            S3Client s3,
            AthenaClient athena,
            String name,
            ReportConverter converter,
            PublishingRoutes routes) {
        Clock clock = Clock.systemUTC();
        AthenaClient told = steps.of(athena);
        CostBeans beans = new CostBeans(
                settings(name),
                new RetentionSettings(1, Duration.ofDays(1)),
                new CostBeans.World(
                        new ReportLedger(steps.of(state.dataSource()), clock),
                        steps.of("source", new S3Store(s3, "reports-" + name)),
                        steps.of("target", new S3Store(s3, "tables-" + name)),
                        converter,
                        (manifest, from, to, prefix, existing) -> {
                            throw new UnsupportedOperationException("no text here");
                        },
                        () -> told,
                        new AthenaScans(state.dataSource()),
                        new CostBeans.ByAthena(
                                AthenaConversionSettings.LOCAL,
                                new AthenaAttempts(state.dataSource()),
                                new ConversionMeter(clock))),
                clock,
                routes);
        routes.bind(beans.byName());
        routes.bind(Map.of("athena", told, "costProblems", new CostFailureLog(clock)));
        return beans.reports();
    }

    private static CostPublishSettings settings(String name) {
        return new CostPublishSettings(
                new StoreAddress("s3://reports-" + name, SOURCE_PREFIX),
                new StoreAddress("s3://tables-" + name, TARGET_PREFIX),
                Map.of(REPORT, TABLE),
                "",
                new AthenaSettings(
                        database(name),
                        true,
                        "primary",
                        "s3://results/" + name + "/",
                        Duration.ofMinutes(2),
                        Duration.ofMillis(10)));
    }

    static String database(String name) {
        return "costs_" + name.replace('-', '_');
    }

    private static <B extends AwsClientBuilder<B, C>, C> C connected(B builder, String endpoint) {
        builder.endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")));
        if (builder instanceof software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClient(new AwsHttp());
        }
        return builder.build();
    }
}
