package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ResponseDateRecorder;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.cost.report.ObjectStores;
import dev.lamplighter.fleet.FleetAccountRegion;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Holds the AWS clients: one per AWS service, shared by Camel's components and the beans, and further EC2 clients for other
 * accounts and regions.
 *
 * <p>Those of S3, Athena and SQS are made when they are first needed, which is never while costs are off and no route of an
 * operator asks for them. Credentials come from the SDK's default chain, endpoints from the standard {@code AWS_ENDPOINT_URL*} variables.
 *
 * @param ec2Of makes a client for the account and region of a source; the caller closes it
 * @param ec2OnceOf the same, but one that tries every call only once
 * @param time AWS's time, taken from the answers to any of these clients
 * @param cloudWatchOf makes a CloudWatch client for the account and region of a source; the caller closes it. It is called by
 *     its general type, because the special one would be loaded for the sake of its name
 */
public record AwsClients(
        Ec2Client ec2,
        KeptClient<S3Client> s3,
        KeptClient<AthenaClient> athena,
        KeptClient<SqsClient> sqs,
        Function<FleetAccountRegion, Ec2Client> ec2Of,
        Function<FleetAccountRegion, Ec2Client> ec2OnceOf,
        AwsTime time,
        Function<FleetAccountRegion, SdkClient> cloudWatchOf)
        implements AutoCloseable {
    /**
     * The longest time for one call with its retries, so that a poll or a window never hangs. S3 has a longer limit, because
     * its bodies may be large.
     */
    private static final Duration CALL = Duration.ofSeconds(60);

    /** Ends calls that take too long: one thread for all clients, where the SDK has five for each. */
    private static final ScheduledExecutorService TIMEOUTS = timeouts();

    /** With a CloudWatch that refuses every call. */
    public AwsClients(
            Ec2Client ec2,
            KeptClient<S3Client> s3,
            KeptClient<AthenaClient> athena,
            KeptClient<SqsClient> sqs,
            Function<FleetAccountRegion, Ec2Client> ec2Of,
            Function<FleetAccountRegion, Ec2Client> ec2OnceOf,
            AwsTime time) {
        this(
                ec2,
                s3,
                athena,
                sqs,
                ec2Of,
                ec2OnceOf,
                time,
                source -> OfflineAwsClients.refusing(CloudWatchClient.class));
    }

    /** Makes the clients of a process that no other copy acts beside. */
    public static AwsClients connect(Settings settings) {
        return connect(settings, Leases.sole());
    }

    /** Makes the clients; while another copy acts, they refuse what only the one that acts may call. */
    public static AwsClients connect(Settings settings, Leases leases) {
        useProfile(settings);
        Region region = region(settings);
        ResponseDateRecorder dates = new ResponseDateRecorder(System::nanoTime);
        ClientOverrideConfiguration any = AwsResponseValidator.calls(ObjectStores.LONGEST_CALL)
                .copy(copy -> copy.addExecutionInterceptor(dates)
                        .addExecutionInterceptor(new LeaseGuard(leases))
                        .scheduledExecutorService(TIMEOUTS));
        ClientOverrideConfiguration calls = any.copy(copy -> copy.apiCallTimeout(CALL));
        ClientOverrideConfiguration once = calls.copy(copy -> copy.retryStrategy(AwsRetryStrategy.doNotRetry()));
        AssumedRoles roles = new AssumedRoles(region, calls);
        Ec2Client ec2 = configured(Ec2Client.builder(), region)
                .overrideConfiguration(calls)
                .httpClient(new AwsHttp())
                .build();
        return new AwsClients(
                ec2,
                new KeptClient<>(() -> configured(S3Client.builder(), region)
                        .overrideConfiguration(any)
                        .httpClient(new AwsHttp())
                        .build()),
                new KeptClient<>(() -> configured(AthenaClient.builder(), region)
                        .overrideConfiguration(calls)
                        .httpClient(new AwsHttp())
                        .build()),
                new KeptClient<>(() -> configured(SqsClient.builder(), region)
                        .overrideConfiguration(calls)
                        .httpClient(new AwsHttp())
                        .build()),
                source -> ec2(source, region, roles, calls),
                source -> ec2(source, region, roles, once),
                new AwsClock(dates, ec2),
                source -> CloudWatchClientFactory.client(
                        source.region() == null ? region : Region.of(source.region()), calls, roles.of(source)));
    }

    /**
     * Has the SDK's default chain use the profile of the settings, in this process and in those that it starts. The SDK's own
     * system property has the same name, and wins as any does.
     */
    public static void useProfile(Settings settings) {
        settings.optional("aws.profile").ifPresent(name -> System.setProperty("aws.profile", name));
    }

    /** The region of all calls that name no other. */
    public static Region region(Settings settings) {
        return settings.optional("aws.region").map(Region::of).orElseGet(AwsClients::regionOfTheMachine);
    }

    /** Makes a client that asks who the credentials are; the caller closes it. */
    public static StsClient sts(Settings settings) {
        return configured(StsClient.builder(), region(settings))
                .overrideConfiguration(
                        AwsResponseValidator.calls(ObjectStores.LONGEST_CALL).copy(copy -> copy.apiCallTimeout(CALL)))
                .httpClient(new AwsHttp())
                .build();
    }

    /**
     * Makes an EC2 client for a source, with the credentials of its role if it names one.
     */
    private static Ec2Client ec2(
            FleetAccountRegion source, Region own, AssumedRoles roles, ClientOverrideConfiguration calls) {
        Region region = source.region() == null ? own : Region.of(source.region());
        Ec2ClientBuilder builder = configured(Ec2Client.builder(), region)
                .overrideConfiguration(calls)
                .httpClient(new AwsHttp());
        AwsCredentialsProvider role = roles.of(source);
        return role == null
                ? builder.build()
                : builder.credentialsProvider(role).build();
    }

    private static ScheduledExecutorService timeouts() {
        ScheduledThreadPoolExecutor timeouts = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "aws-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        timeouts.setRemoveOnCancelPolicy(true);
        return timeouts;
    }

    /** Clients that refuse every call, for reading a configuration without calls to AWS. */
    public static AwsClients refusing() {
        return new AwsClients(
                OfflineAwsClients.refusing(Ec2Client.class),
                new KeptClient<>(() -> OfflineAwsClients.refusing(S3Client.class)),
                new KeptClient<>(() -> OfflineAwsClients.refusing(AthenaClient.class)),
                new KeptClient<>(() -> OfflineAwsClients.refusing(SqsClient.class)),
                source -> OfflineAwsClients.refusing(Ec2Client.class),
                source -> OfflineAwsClients.refusing(Ec2Client.class),
                AwsTime.UNKNOWN);
    }

    @Override
    public void close() {
        ec2.close();
        s3.close();
        athena.close();
        sqs.close();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, Region region) {
        return builder.region(region);
    }

    /** The region of this machine's settings or of the EC2 instance it runs on. */
    private static Region regionOfTheMachine() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new ProblemException(
                    new Problem(
                            ConfigProblemCode.NO_REGION,
                            "aws.region",
                            "no AWS region",
                            "neither application.properties, AWS_REGION, the profile nor this machine names one",
                            "set aws.region; without an account, start with: bin/lamplighter sandbox"),
                    e);
        }
    }
}
