package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamplighter.HomeProperty;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import dev.lamplighter.sandbox.sts.StsStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;

/** What {@code lamplighter doctor} says of an account whose answers are AWS's own words, over HTTP. */
final class DoctorCommandTest {
    private static final String NOT_THERE = "i-0123456789abcdef0";

    private final CommandRun lamplighter = new CommandRun();
    private final Ec2StandIn ec2 = new Ec2StandIn(InstantSource.system());
    private final AwsServer aws = AwsServer.start(0);
    private final List<String> s3Calls = Collections.synchronizedList(new ArrayList<>());
    private HttpServer s3;
    private String s3Refuses = "none";
    private String instance;

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void begin() throws IOException {
        InitialFleet.plantIn(ec2);
        instance = ec2.describeInstances(DescribeInstancesRequest.builder().build())
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .instanceId();
        aws.serve("ec2", ec2)
                .serve("sts", new StsStandIn(InstantSource.system()))
                .serve("athena", new OneWorkgroup())
                .serve("glue", new OneDatabase());
        s3 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        s3.createContext("/", this::s3);
        s3.start();
        property.set(home);
        property.set("aws.accessKeyId", "test");
        property.set("aws.secretAccessKey", "test");
        property.set("aws.maxAttempts", "1");
        for (String service : List.of("Ec2", "Sts", "Athena", "Glue")) {
            property.set("aws.endpointUrl" + service, aws.endpoint().toString());
        }
        property.set("aws.endpointUrlS3", "http://127.0.0.1:" + s3.getAddress().getPort());
        HomeProperty.copy(home, "routes", "queries");
        windows(instance);
        settings();
    }

    private void settings(String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("aws.region=eu-west-1", "panel.type=none"));
        lines.addAll(List.of(more));
        Files.write(home.resolve("application.properties"), lines);
    }

    private void costs() throws IOException {
        settings(
                "cost.enabled=true",
                "cost.source=s3://reports/cur",
                "cost.report-name=hourly",
                "cost.target=s3://lake/lamplighter",
                "cost.athena.database=billing",
                "cost.athena.output=s3://lake/results/");
    }

    private void windows(String id) throws IOException {
        Files.writeString(
                home.resolve("windows.yaml"),
                "windows:\n  - name: sunday\n    when: {days: SUN, opens: \"09:30\", closes: \"12:00\"}\n"
                        + "    zone: Europe/Berlin\n    instance: " + id + "\n");
    }

    @AfterEach
    void end() {
        aws.close();
        s3.stop(0);
    }

    private void refuse(String operation, String message) {
        aws.faults((service, called, request) -> {
            if (called.equals(operation)) {
                throw new SimulatedAwsError(403, "UnauthorizedOperation", message);
            }
        });
    }

    @Test
    void whereAllIsRightItSaysWhoItIsAndWhatItTried() {
        int code = lamplighter.run("doctor");

        assertThat(lamplighter.out().lines())
                .contains(
                        "ok       settings  settings, windows, queries and routes can be read",
                        "ok       ec2:DescribeInstances  allowed, for the light",
                        "ok       ec2:DescribeInstances  allowed, for the windows",
                        "ok       ec2:StartInstances  allowed (a dry run)",
                        "ok       ec2:StopInstances  allowed (a dry run)",
                        "ok       clock  as AWS's, to 3 s")
                .anyMatch(
                        line -> line.startsWith("ok       credentials  arn:aws:iam::123456789012:user/sandbox, account"
                                        + " 123456789012, found as user ")
                                && line.endsWith(" in system properties of the JVM"))
                .noneMatch(line -> line.startsWith("FAIL"));
        assertThat(code).isZero();
    }

    @Test
    void theRightThatAwsNamesIsToldWithTheStatementToPaste() throws IOException {
        String arn = "arn:aws:ec2:eu-west-1:123456789012:instance/" + instance;
        refuse(
                "StopInstances",
                "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/sandbox is not"
                        + " authorized to perform: ec2:StopInstances on resource: " + arn
                        + " because no identity-based policy allows the ec2:StopInstances action. Encoded authorization"
                        + " failure message: AbCd-12");

        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out().lines())
                .anyMatch(line ->
                        line.startsWith("FAIL     AWS-035  ec2:StopInstances  lacks ec2:StopInstances on " + arn + ": ")
                                && line.contains("the rest of the answer is encoded")
                                && line.endsWith("fix: allow it:"
                                        + " {\"Effect\":\"Allow\",\"Action\":\"ec2:StopInstances\",\"Resource\":\""
                                        + arn + "\"}"))
                .contains(
                        "ok       ec2:StartInstances  allowed (a dry run)", "the policy that allows what is missing:");
        String policy = lamplighter.out().substring(lamplighter.out().indexOf("\n{"));
        JsonNode statement = new ObjectMapper().readTree(policy).path("Statement");
        assertThat(statement).hasSize(1);
        assertThat(statement.get(0).path("Action").get(0).asText()).isEqualTo("ec2:StopInstances");

        assertThat(lamplighter.run("doctor", "--json")).isEqualTo(2);
        JsonNode answer = new ObjectMapper().readTree(lamplighter.out());
        assertThat(answer.path("findings"))
                .filteredOn(finding -> finding.path("state").asText().equals("FAIL"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path("code").asText()).isEqualTo("AWS-035");
                    assertThat(finding.path("missing").path("encoded").asText()).isEqualTo("AbCd-12");
                });
        assertThat(answer.path("policy").path("Statement")).hasSize(1);
    }

    @Test
    void whatIsNotInTheAccountAndWhatASettingSaysAreToldToo() throws IOException {
        windows(NOT_THERE);
        settings("panel.brightness=7");

        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out())
                .contains("FAIL     CONFIG-002  application.properties:3")
                .contains("FAIL     AWS-038  " + NOT_THERE)
                .doesNotContain("ec2:StartInstances"); // nothing is there to try it on
    }

    @Test
    void anotherRefusalSaysNothingOfTheRight() {
        aws.faults((service, called, request) -> {
            if (called.equals("StartInstances")) {
                throw new SimulatedAwsError(400, "InvalidParameterValue", "Value is invalid");
            }
        });

        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out())
                .contains("FAIL     AWS-037  ec2:StartInstances  refused with InvalidParameterValue: Value is invalid;"
                        + " fix: ")
                .doesNotContain("the policy that allows");
    }

    @Test
    void credentialsThatAwsDoesNotKnowEndIt() {
        aws.faults((service, called, request) -> {
            throw new SimulatedAwsError(
                    403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        });

        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out().lines())
                .anyMatch(line -> line.startsWith("FAIL     AWS-036  credentials"))
                .contains("untried  rights in AWS  without an identity there are none")
                .noneMatch(line -> line.contains("ec2:"));
    }

    @Test
    void costsAreTriedByListGetAndAnUploadThatIsAborted() throws IOException {
        costs();

        assertThat(lamplighter.run("doctor")).as(lamplighter.out()).isZero();
        assertThat(lamplighter.out().lines())
                .contains(
                        "ok       s3:ListBucket s3://reports/cur/  allowed, for the reports",
                        "ok       s3:GetObject s3://reports/cur/  allowed, for the reports",
                        "ok       s3:PutObject s3://lake/lamplighter/  allowed: an upload was begun and aborted",
                        "ok       s3:ListBucketMultipartUploads s3://lake/lamplighter/  allowed, for uploads that a"
                                + " crash left",
                        "ok       athena:GetWorkGroup primary  it is there",
                        "ok       glue:GetDatabase billing  allowed",
                        "ok       glue:GetTable billing.cost_and_usage  allowed; it isn't there yet, and will be made",
                        "untried  athena:StartQueryExecution primary  it runs a statement; --spend runs SELECT 1");
        assertThat(s3Calls)
                .containsSubsequence(
                        "POST /lake/lamplighter/lamplighter-upload-test?uploads",
                        "DELETE /lake/lamplighter/lamplighter-upload-test?uploadId=u1")
                .noneMatch(call -> call.startsWith("PUT"));
        assertThat(aws.ledger().calls().stream().map(call -> call.operation())).doesNotContain("StartQueryExecution");
    }

    @Test
    void anUploadThatIsRefusedNamesItsRightAndABareRefusalNone() throws IOException {
        costs();
        s3Refuses = "POST";

        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out())
                .contains("FAIL     AWS-035  s3:PutObject s3://lake/lamplighter/  lacks s3:PutObject on"
                        + " arn:aws:s3:::lake/lamplighter/lamplighter-upload-test: ");

        s3Refuses = "GET";
        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out())
                .contains("s3:ListBucket s3://lake/lamplighter/  not allowed, and AWS doesn't name the action: Access"
                        + " Denied")
                .doesNotContain("the policy that allows");
    }

    /** S3 as far as a doctor asks it. */
    private void s3(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        s3Calls.add(method + " " + path + "?" + query);
        String body;
        int status = 200;
        if (method.equals(s3Refuses)) {
            status = 403;
            String message = method.equals("POST")
                    ? "User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: s3:PutObject on"
                            + " resource: &quot;arn:aws:s3:::" + path.substring(1)
                            + "&quot; because no identity-based policy allows the s3:PutObject action"
                    : "Access Denied";
            body = "<Error><Code>AccessDenied</Code><Message>" + message + "</Message></Error>";
        } else if (method.equals("POST")) {
            body = "<InitiateMultipartUploadResult><Bucket>lake</Bucket><Key>" + path.replaceFirst("/lake/", "")
                    + "</Key><UploadId>u1</UploadId></InitiateMultipartUploadResult>";
        } else if (query.startsWith("uploads") || query.contains("&uploads")) {
            body = "<ListMultipartUploadsResult><Bucket>lake</Bucket></ListMultipartUploadsResult>";
        } else if (query.contains("location")) {
            body = "<LocationConstraint>eu-west-1</LocationConstraint>";
        } else if (query.contains("list-type")) {
            body =
                    "<ListBucketResult><Contents><Key>cur/one</Key><LastModified>2026-11-01T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag>"
                            + "<Size>1</Size></Contents></ListBucketResult>";
        } else {
            status = method.equals("DELETE") ? 204 : 206;
            body = method.equals("DELETE") ? "" : "x";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("x-amz-request-id", "1");
        exchange.getResponseHeaders().set("Content-Type", status == 206 ? "text/csv" : "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final class OneWorkgroup implements AthenaClient {
        @Override
        public GetWorkGroupResponse getWorkGroup(GetWorkGroupRequest request) {
            return GetWorkGroupResponse.builder()
                    .workGroup(group -> group.name(request.workGroup()))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class OneDatabase implements GlueClient {
        @Override
        public GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
            return GetDatabaseResponse.builder()
                    .database(database -> database.name(request.name()))
                    .build();
        }

        @Override
        public GetTableResponse getTable(GetTableRequest request) {
            throw new SimulatedAwsError(400, "EntityNotFoundException", "Table not found");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
