package dev.lamplighter.app.service;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.CdnFeature;
import dev.lamplighter.cdn.CloudFrontCalls;
import dev.lamplighter.cdn.Distribution;
import dev.lamplighter.cdn.OriginRequest;
import dev.lamplighter.cdn.PointedDistribution;
import dev.lamplighter.cost.athena.AthenaRows;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.S3Store;
import dev.lamplighter.cost.report.StoredObject;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.window.cloudwatch.MetricDataCall;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2Operation;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.load.LoadQuestion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every call that the service makes of AWS, through the classes and Camel components that make it there. */
final class AwsOperations implements AutoCloseable {
    private static final StoredObject PINNED = new StoredObject("key", "\"1\"", 5, Instant.EPOCH);

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AwsClients aws;
    private final SqsClient sqs;
    private final Ec2Client once;
    private final Ec2Client ofRole;
    private final String queue;
    private final SdkClient cloudWatch;
    private final CloudFrontCalls cloudFront = CdnFeature.cloudFront();

    /** One call, with what it throws. */
    @FunctionalInterface
    interface Operation {
        void call() throws Exception;
    }

    AwsOperations(AwsClients aws, String endpoint) throws Exception {
        this.aws = aws;
        this.queue = endpoint + "/123456789012/queue";
        this.sqs = aws.sqs().get();
        this.once = aws.ec2OnceOf().apply(FleetAccountRegion.OWN);
        this.ofRole = aws.ec2Of()
                .apply(new FleetAccountRegion("x", "us-east-1", "arn:aws:iam::123456789012:role/lamplighter", null));
        camel.getRegistry().bind("ec2Client", aws.ec2());
        camel.getRegistry().bind("ofRole", ofRole);
        camel.getRegistry().bind("s3Client", aws.s3().get());
        camel.getRegistry().bind("athenaClient", aws.athena().get());
        camel.getRegistry().bind("sqsClient", sqs);
        this.cloudWatch = aws.cloudWatchOf().apply(FleetAccountRegion.OWN);
        camel.getRegistry().bind("cloudWatchClient", cloudWatch);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler()); // what fails is thrown to us
                from("direct:statuses")
                        .to(
                                "aws2-ec2:fleet?operation=describeInstancesStatus&pojoRequest=true&amazonEc2Client=#ec2Client");
                from("direct:instances")
                        .to("aws2-ec2:fleet?operation=describeInstances&pojoRequest=true&amazonEc2Client=#ec2Client");
                from("direct:of-role")
                        .to(
                                "aws2-ec2:fleet?operation=describeInstancesStatus&pojoRequest=true&amazonEc2Client=#ofRole");
                from("direct:ask")
                        .to("aws2-athena:ask?operation=startQueryExecution&database=d&outputLocation=s3://bucket/"
                                + "&waitTimeout=0&maxAttempts=1&amazonAthenaClient=#athenaClient");
                from("direct:look").to("aws2-athena:look?operation=getQueryExecution&amazonAthenaClient=#athenaClient");
                from("direct:archive").toD("aws2-s3:bucket?amazonS3Client=#s3Client");
                from("direct:load").to("cloudwatch:getMetricData?cloudWatchClient=#cloudWatchClient");
                from("direct:delete-message")
                        .to("aws2-sqs:q?operation=deleteMessage&amazonSQSClient=#sqsClient&queueUrl=" + queue);
            }
        });
        camel.start();
        ec2(windows(aws.ec2()));
        operations.put("ec2 of a role", () -> windows(ofRole).describe(List.of("i-0123456789abcdef0")));
        fleet();
        s3(new S3Store(aws.s3().get(), "bucket"), aws.s3().get());
        athena();
        operations.put("cloudwatch load", this::load);
        cloudFront();
        operations.put("sqs receive", () -> sqs.receiveMessage(request -> request.queueUrl(queue)));
        operations.put("sqs delete", () -> send("direct:delete-message", "", Map.of("CamelAwsSqsReceiptHandle", "r")));
    }

    /** By name. */
    Map<String, Operation> all() {
        return operations;
    }

    Operation named(String name) {
        return Objects.requireNonNull(operations.get(name), name);
    }

    /** On a clock that is ten seconds further each time, so that no rate of calls is in the way. */
    private SdkEc2Actions windows(Ec2Client ec2) {
        AtomicLong seconds = new AtomicLong();
        InstantSource clock = () -> Instant.EPOCH.plusSeconds(seconds.addAndGet(10));
        return new SdkEc2Actions(ec2, once, clock);
    }

    private void ec2(Ec2Actions ec2) {
        String instance = "i-0123456789abcdef0";
        operations.put("ec2 describe", () -> ec2.describe(List.of(instance)));
        operations.put("ec2 addresses", () -> ec2.describeAddresses(List.of("eipalloc-1")));
        operations.put("ec2 volumes", () -> ec2.describeVolumes(List.of("vol-1")));
        Map<String, Ec2Request> changes = new LinkedHashMap<>();
        changes.put(
                "start", StartInstancesRequest.builder().instanceIds(instance).build());
        changes.put("stop", StopInstancesRequest.builder().instanceIds(instance).build());
        changes.put(
                "hibernate",
                StopInstancesRequest.builder()
                        .instanceIds(instance)
                        .hibernate(true)
                        .build());
        changes.put(
                "terminate",
                TerminateInstancesRequest.builder().instanceIds(instance).build());
        changes.put(
                "associate",
                AssociateAddressRequest.builder()
                        .allocationId("eipalloc-1")
                        .networkInterfaceId("eni-1")
                        .build());
        changes.put(
                "disassociate",
                DisassociateAddressRequest.builder().associationId("eipassoc-1").build());
        changes.put(
                "attach",
                AttachVolumeRequest.builder()
                        .volumeId("vol-1")
                        .instanceId(instance)
                        .device("/dev/sdf")
                        .build());
        changes.put(
                "modify",
                ModifyInstanceAttributeRequest.builder()
                        .instanceId(instance)
                        .instanceType(type -> type.value("c7i.large"))
                        .build());
        changes.forEach((name, request) -> operations.put("ec2 " + name, () -> ec2.send(operation(request), request)));
    }

    private static Ec2Operation operation(Ec2Request request) {
        return Arrays.stream(Ec2Operation.values())
                .filter(one -> request.getClass().getSimpleName().equals(one.awsName() + "Request"))
                .findFirst()
                .orElseThrow();
    }

    private void fleet() {
        operations.put(
                "fleet statuses",
                () -> send(
                        "direct:statuses",
                        DescribeInstanceStatusRequest.builder()
                                .includeAllInstances(true)
                                .build(),
                        Map.of()));
        operations.put(
                "fleet instances",
                () -> send(
                        "direct:instances", DescribeInstancesRequest.builder().build(), Map.of()));
        operations.put(
                "fleet of a role",
                () -> send(
                        "direct:of-role",
                        DescribeInstanceStatusRequest.builder().build(),
                        Map.of()));
    }

    private void s3(S3Store store, S3Client s3) {
        operations.put("s3 list", () -> store.list("cur/").forEach(object -> {}));
        operations.put("s3 head", () -> store.head("key"));
        operations.put("s3 open", () -> {
            try (InputStream content = store.open(PINNED)) {
                content.readAllBytes();
            }
        });
        operations.put("s3 range", () -> {
            try (InputStream content = store.open(PINNED, 1, 2)) {
                content.readAllBytes();
            }
        });
        operations.put("s3 copy", () -> store.copy(PINNED, store, "other"));
        operations.put("s3 put", () -> {
            try (ObjectUpload upload = store.create("key")) {
                upload.write('x');
                upload.complete();
            }
        });
        operations.put("s3 archive", () -> send("direct:archive", "x", Map.of("CamelAwsS3Key", "answers/a.csv")));
        operations.put(
                "s3 begin",
                () -> s3.createMultipartUpload(r -> r.bucket("bucket").key("key")));
        operations.put(
                "s3 part",
                () -> s3.uploadPart(
                        r -> r.bucket("bucket").key("key").uploadId("u").partNumber(1), RequestBody.fromString("x")));
        operations.put(
                "s3 complete",
                () -> s3.completeMultipartUpload(
                        r -> r.bucket("bucket").key("key").uploadId("u")));
        operations.put("s3 abandon", () -> store.abandon("cur/", (key, begun) -> true));
        operations.put(
                "s3 abort",
                () -> s3.abortMultipartUpload(r -> r.bucket("bucket").key("key").uploadId("u")));
        operations.put("s3 delete", () -> store.delete("key"));
    }

    private void athena() {
        operations.put(
                "athena results",
                () -> AthenaRows.lines(aws.athena().get().getQueryResultsPaginator(r -> r.queryExecutionId("id")), 10));
        operations.put("athena ask", () -> send("direct:ask", "SELECT 1", Map.of()));
        operations.put("athena look", () -> send("direct:look", "", Map.of("CamelAwsAthenaQueryExecutionId", "id")));
        operations.put("athena stop", () -> aws.athena().get().stopQueryExecution(r -> r.queryExecutionId("id")));
    }

    /** The load of one machine in ten minutes, as the windows ask for it. */
    Map<LoadLimit, Map<String, Map<Instant, Double>>> load() throws Exception {
        Instant from = Instant.EPOCH;
        LoadQuestion question = new LoadQuestion(
                "window",
                from,
                "slot",
                AccountRegion.OWN,
                List.of(LoadLimit.cpu(75)),
                List.of("i-0123456789abcdef0"),
                from,
                from.plusSeconds(600));
        return MetricDataCall.values(question, send("direct:load", MetricDataCall.request(question), Map.of()));
    }

    private void cloudFront() {
        OriginRequest request = new OriginRequest("E1A2B3C4D5E6F7", "origin.example.org", "", false);
        DistributionConfig config = DistributionConfig.builder()
                .origins(all -> all.quantity(1)
                        .items(Origin.builder()
                                .id("media")
                                .domainName("before.example.org")
                                .build()))
                .build();
        byte[] xml = ("<DistributionConfig><Origins><Items><Origin><Id>media</Id><DomainName>before.example.org"
                        + "</DomainName></Origin></Items></Origins></DistributionConfig>")
                .getBytes(StandardCharsets.UTF_8);
        PointedDistribution pointed = new Distribution("E1", config, xml).pointed(request);
        operations.put("cdn read", () -> cloudFront.getDistributionConfig(request));
        operations.put("cdn update", () -> cloudFront.updateDistribution(pointed));
    }

    private Object send(String route, Object body, Map<String, Object> headers) throws Exception {
        Exchange exchange = camel.createProducerTemplate().send(route, sent -> {
            sent.getMessage().setBody(body);
            headers.forEach(sent.getMessage()::setHeader);
        });
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody();
    }

    @Override
    public void close() {
        camel.stop();
        sqs.close();
        once.close();
        ofRole.close();
        cloudWatch.close();
        cloudFront.close();
    }
}
