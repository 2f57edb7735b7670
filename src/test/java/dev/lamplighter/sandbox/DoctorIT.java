package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.app.message.SmtpServer;
import dev.lamplighter.sandbox.aws.AwsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** {@code doctor} as an operator says it whose AWS is another one than the service's. */
final class DoctorIT {
    private static final String WINDOW = "sunday";
    private static final List<String> COMMAND =
            List.of("doctor", "--json", "--properties", "sandbox.properties", "--properties", "test.properties");

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AwsServer ofOperator = AwsServer.start(0);

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestAccount account;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ServiceHome home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SmtpServer smtp;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer hook;

    @BeforeEach
    void unpack() throws Exception {
        account = new TestAccount("doctor");
        smtp = new SmtpServer(false);
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        hook.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hook.start();
        Map<String, String> settings = new TreeMap<>(account.costSettings());
        settings.put("panel.type", "none");
        settings.put("alerts.mail.to", "bob@example.org");
        settings.put("alerts.mail.from", "lamplighter@example.org");
        settings.put("alerts.mail.smtp", "localhost:" + smtp.port());
        settings.put("alerts.mail.user", "ann");
        settings.put("alerts.mail.password-file", "mail.password");
        settings.put(
                "alerts.webhook.url", "http://127.0.0.1:" + hook.getAddress().getPort() + "/hook");
        home = ServiceHome.unpack("doctor", settings);
        home.write("mail.password", "pass word");
        home.export("LAMPLIGHTER_JAVA_OPTS", SmtpServer.trustIn(home.path("trusted.p12")));
        OneOffWindow far = OneOffWindow.farAway(WINDOW);
        home.write("windows.yaml", "windows:\n" + far.yaml());
        ofOperator.serve("sts", new OperatorSts());
    }

    @AfterEach
    void close() throws IOException {
        ofOperator.close();
        account.close();
        smtp.close();
        hook.stop(0);
    }

    /** From now on commands find another AWS and other credentials than the service has found. */
    private void becomeTheOperator() throws IOException {
        home.export("AWS_ENDPOINT_URL", ofOperator.endpoint().toString());
        home.export("AWS_ACCESS_KEY_ID", "ANN");
        home.export("AWS_SECRET_ACCESS_KEY", "ann");
        home.export("AWS_MAX_ATTEMPTS", "1");
    }

    private Map<String, String> findings(int exitCode, String... more) throws IOException {
        List<String> command = new CopyOnWriteArrayList<>(COMMAND);
        command.addAll(List.of(more));
        ServiceHome.Ended ended = home.run(command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.output().toString()).isEqualTo(exitCode);
        Map<String, String> findings = new TreeMap<>();
        String answer = ended.output().stream()
                .filter(line -> line.startsWith("{")) // the others are the log, on standard error
                .findFirst()
                .orElseThrow();
        for (JsonNode finding : new ObjectMapper().readTree(answer).path("findings")) {
            findings.put(
                    finding.path("subject").asText(),
                    finding.path("state").asText() + " " + finding.path("text").asText());
        }
        return findings;
    }

    @Test
    void whatTheServiceMayIsTriedByTheServiceAndByTheCallerOnlyWhereNoneRuns() throws Exception {
        String athena = "athena:StartQueryExecution primary";
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            becomeTheOperator();

            assertThat(findings(0))
                    .containsEntry(athena, "untried it runs a statement; --spend runs SELECT 1")
                    .containsEntry("alerts", "untried mail and web hook; --send sends a message");
            assertThat(account.calls(
                            StartQueryExecutionRequest.class,
                            isSelectOne -> isSelectOne.queryString().contains("SELECT 1")))
                    .isEmpty();

            Map<String, String> findings = findings(0, "--spend", "--send");
            assertThat(findings.get("user")).startsWith("ok the service runs as " + System.getProperty("user.name"));
            assertThat(findings.get("credentials"))
                    .startsWith("ok arn:aws:iam::123456789012:user/sandbox, account 123456789012, found as user ")
                    .endsWith(" in the environment");
            assertThat(findings)
                    .containsEntry("ec2:StartInstances", "ok allowed (a dry run)")
                    .containsEntry(athena, "ok allowed: SELECT 1 has run");
            assertThat(findings.get("s3:PutObject s3://tables-doctor/")).startsWith("ok allowed: ");
            assertThat(findings.get("alerts")).startsWith("ok ");
            assertThat(account.calls(
                            StartQueryExecutionRequest.class,
                            request -> request.queryString().equals("SELECT 1")))
                    .singleElement()
                    .satisfies(call -> assertThat(call.ok()).isTrue());
            assertThat(account.calls(StartInstancesRequest.class, request -> true))
                    .isNotEmpty()
                    .allMatch(call -> Boolean.TRUE.equals(((StartInstancesRequest) call.request()).dryRun()));
            assertThat(smtp.mails).singleElement().satisfies(mail -> {
                assertThat(mail.isEncrypted()).isTrue();
                assertThat(mail.to()).containsExactly("bob@example.org");
            });
            assertThat(posted).hasSize(1);
            assertThat(ofOperator.ledger().calls()).isEmpty();

            assertThat(service.stop(Duration.ofSeconds(30))).isNotEqualTo(-1);
        }
        int before = account.ledger().calls().size();

        Map<String, String> findings = findings(2);

        assertThat(findings.get("user")).startsWith("ok no service runs; all this was found as ");
        assertThat(findings.get("credentials")).startsWith("ok arn:aws:iam::123456789012:user/ann, ");
        assertThat(findings.get("ec2:DescribeInstances")).startsWith("FAIL ");
        assertThat(account.ledger().calls()).hasSize(before);
    }

    /** The operator's own login: every other call is refused, since no other service is there. */
    private static final class OperatorSts implements StsClient {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            return GetCallerIdentityResponse.builder()
                    .account("123456789012")
                    .arn("arn:aws:iam::123456789012:user/ann")
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
