package dev.lamplighter.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.aws.AwsHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** JSON and query services through the real SDK over HTTP. EC2 has tests of its own. */
final class AwsServerTest {
    private static final Instant SUBMITTED = Instant.parse("2026-11-22T05:48:30.125Z");

    private final AwsServer server = AwsServer.start(0)
            .serve("athena", new OneQuery())
            .serve("glue", new OneTable())
            .serve("sts", new OneAccount());
    private final FaultScript faults = new FaultScript();

    @AfterEach
    void close() {
        faults.clear();
        server.close();
    }

    @Test
    void aJsonServiceGetsAndGivesEveryKindOfMember() {
        try (AthenaClient athena = athena(server.endpoint())) {
            String id = athena.startQueryExecution(b -> b.queryString("select 'é<&>\"'")
                            .clientRequestToken("t".repeat(32))
                            .executionParameters("1", "'two'")
                            .queryExecutionContext(c -> c.database("costs")))
                    .queryExecutionId();
            QueryExecution query =
                    athena.getQueryExecution(b -> b.queryExecutionId(id)).queryExecution();

            assertThat(query.query()).isEqualTo("select 'é<&>\"' in costs with [1, 'two']");
            assertThat(query.status().submissionDateTime()).isEqualTo(SUBMITTED);
            assertThat(query.statistics().dataScannedInBytes()).isEqualTo(1L << 40);
            assertThat(query.statistics().resultReuseInformation().reusedPreviousResult())
                    .isTrue();
        }
    }

    @Test
    void nestedStructuresAndMapsArriveWhole() {
        TableInput input = TableInput.builder()
                .name("cur")
                .parameters(Map.of("projection.enabled", "true", "EXTERNAL", "TRUE"))
                .storageDescriptor(s -> s.location("s3://lake/cur")
                        .columns(column("a", "string"), column("b", "decimal(24,10)"))
                        .serdeInfo(i -> i.parameters(Map.of("serialization.format", "1"))))
                .build();
        try (GlueClient glue = glue()) {
            glue.createTable(b -> b.databaseName("costs").tableInput(input));
            Table table =
                    glue.getTable(b -> b.databaseName("costs").name("cur")).table();

            assertThat(table.parameters()).isEqualTo(input.parameters());
            assertThat(table.storageDescriptor()).isEqualTo(input.storageDescriptor());
            assertThat(table.hasPartitionKeys())
                    .as("an empty list that was set")
                    .isTrue();
        }
    }

    @Test
    void aModelledExceptionArrivesAsItself() {
        try (AthenaClient athena = athena(server.endpoint());
                GlueClient glue = glue()) {
            assertThatThrownBy(() -> athena.getQueryExecution(b -> b.queryExecutionId("none")))
                    .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("QueryExecution none was not found");
                        assertThat(e.athenaErrorCode()).isEqualTo("INVALID_INPUT");
                        assertThat(e.requestId()).isNotBlank();
                    });
            assertThatThrownBy(() -> glue.getTable(b -> b.databaseName("costs").name("none")))
                    .isInstanceOf(EntityNotFoundException.class)
                    .hasMessageContaining("Table none not found.");
        }
    }

    @Test
    void anOperationThatIsNotOverriddenAnswers501InItsOwnProtocol() {
        try (AthenaClient athena = athena(server.endpoint());
                StsClient sts = sts()) {
            assertThatThrownBy(() -> athena.listWorkGroups(b -> b.maxResults(5)))
                    .satisfies(this::isUnsupported);
            assertThatThrownBy(sts::getSessionToken).satisfies(this::isUnsupported);
        }
        assertThat(server.ledger().calls()).extracting(Call::outcome).containsOnly("UnsupportedOperation");
    }

    @Test
    void aMistakeOfTheStandInIsAnInternalErrorOfItsOwn() {
        try (StsClient sts = sts()) {
            assertThatThrownBy(() -> sts.getAccessKeyInfo(b -> b.accessKeyId("AKIAIOSFODNN7EXAMPLE")))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(500))
                    .hasMessageContaining("a mistake");
        }
        assertThat(server.ledger().calls())
                .extracting(Call::outcome)
                .as("the SDK retries a 500 by itself")
                .hasSizeGreaterThan(1)
                .containsOnly("InternalError");
    }

    @Test
    void aServiceNobodyServesAnswers501() {
        try (AwsServer empty = AwsServer.start(0);
                AthenaClient athena = athena(empty.endpoint())) {
            assertThatThrownBy(() -> athena.listWorkGroups(b -> b.maxResults(5)))
                    .satisfies(this::isUnsupported);
            assertThat(empty.ledger().calls()).isEmpty();
        }
    }

    @Test
    void theCommonQueryProtocolWrapsItsResult() {
        try (StsClient sts = sts()) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/x&y");
        }
    }

    @Test
    void anAnswerThatIsLostWasCarriedOutAndTheSdkAsksAgain() {
        server.faults(faults);
        faults.loseAnswer("athena", "StartQueryExecution", 1);
        try (AthenaClient athena = athena(server.endpoint())) {
            athena.startQueryExecution(b -> b.queryString("select 1"));
        }

        assertThat(server.ledger().calls("athena", "StartQueryExecution"))
                .extracting(Call::outcome)
                .containsExactly(Call.NO_ANSWER, Call.OK);
        assertThat(server.ledger().requests(StartQueryExecutionRequest.class))
                .extracting(StartQueryExecutionRequest::clientRequestToken)
                .as("the SDK repeats its own token")
                .allMatch(token -> token != null && !token.isBlank())
                .matches(tokens -> List.copyOf(tokens).stream().distinct().count() == 1);
    }

    @Test
    void aHeldCallGoesOnWhenTheScriptIsCleared() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        server.faults((service, operation, request) -> {
            arrived.countDown();
            faults.before(service, operation, request);
        });
        faults.hold("sts", FaultScript.ANY_OPERATION, 1, Duration.ofMinutes(10));
        Thread caller = new Thread(() -> {
            try (StsClient sts = sts()) {
                sts.getCallerIdentity();
            }
        });
        caller.start();
        arrived.await();
        Awaitility.await().until(() -> {
            faults.clear();
            return !caller.isAlive();
        });
        caller.join();

        assertThat(server.ledger().calls("sts", "GetCallerIdentity")).hasSize(1);
    }

    @Test
    void aClosedServerRefusesConnections() {
        URI endpoint = server.endpoint();
        server.close();
        try (AthenaClient athena = athena(endpoint)) {
            assertThatThrownBy(() -> athena.getQueryExecution(b -> b.queryExecutionId("q-1")))
                    .isInstanceOf(SdkClientException.class);
        }
    }

    private void isUnsupported(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(501);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnsupportedOperation");
        });
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }

    private static AthenaClient athena(URI endpoint) {
        return AthenaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
    }

    private GlueClient glue() {
        return GlueClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
    }

    private StsClient sts() {
        return StsClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClient(new AwsHttp())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    /** Remembers the last query. */
    private static final class OneQuery implements AthenaClient {
        private String query = "";

        @Override
        public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
            query = request.queryString() + " in "
                    + (request.queryExecutionContext() == null
                            ? "default"
                            : request.queryExecutionContext().database())
                    + " with " + request.executionParameters();
            return StartQueryExecutionResponse.builder().queryExecutionId("q-1").build();
        }

        @Override
        public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
            if (!request.queryExecutionId().equals("q-1")) {
                throw InvalidRequestException.builder()
                        .message("QueryExecution " + request.queryExecutionId() + " was not found")
                        .athenaErrorCode("INVALID_INPUT")
                        .build();
            }
            return GetQueryExecutionResponse.builder()
                    .queryExecution(q -> q.query(query)
                            .status(s -> s.submissionDateTime(SUBMITTED))
                            .statistics(s -> s.dataScannedInBytes(1L << 40)
                                    .resultReuseInformation(r -> r.reusedPreviousResult(true))))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** Remembers the last table. */
    private static final class OneTable implements GlueClient {
        private TableInput input = TableInput.builder().name("").build();

        @Override
        public CreateTableResponse createTable(CreateTableRequest request) {
            input = request.tableInput();
            return CreateTableResponse.builder().build();
        }

        @Override
        public GetTableResponse getTable(GetTableRequest request) {
            if (!input.name().equals(request.name())) {
                throw SimulatedAwsError.badRequest(
                        "EntityNotFoundException", "Table " + request.name() + " not found.");
            }
            return GetTableResponse.builder()
                    .table(t -> t.name(input.name())
                            .parameters(input.parameters())
                            .partitionKeys(List.of())
                            .storageDescriptor(input.storageDescriptor()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** Knows who asks. */
    private static final class OneAccount implements StsClient {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            return GetCallerIdentityResponse.builder()
                    .account("123456789012")
                    .arn("arn:aws:iam::123456789012:user/x&y")
                    .build();
        }

        @Override
        public GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request) {
            throw new IllegalStateException("a mistake");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
