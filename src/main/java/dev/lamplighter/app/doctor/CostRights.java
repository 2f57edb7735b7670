package dev.lamplighter.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.settings.CostRouteSettings;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.AwsProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.athena.StoreAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tries each right that publishing and asking for costs needs, as far as that neither spends nor changes anything. */
final class CostRights {
    private static final String NOT_FOUND = "EntityNotFoundException";

    private final CostPublishSettings costs;
    private final Settings settings;
    private final AwsClients aws;
    private final GlueCall glue;
    private final RouteCall routes;
    private final List<Finding> findings = new ArrayList<>();

    /** @param routes that begin and abort an upload, and run a statement */
    CostRights(Settings settings, AwsClients aws, GlueCall glue, RouteCall routes) {
        this.settings = settings;
        this.costs = CostPublishSettings.of(settings);
        this.aws = aws;
        this.glue = glue;
        this.routes = routes;
    }

    /** @param spends whether a statement may be run, for which Athena bills, if not much */
    List<Finding> findings(boolean spends) {
        if (costs.source().isS3()) {
            read(costs.source(), "the reports");
        }
        read(costs.target(), "the tables");
        upload(costs.target());
        StoreAddress output =
                StoreAddress.of("cost.athena.output", costs.athena().output());
        if (!output.bucket().equals(costs.target().bucket())) {
            upload(output);
        }
        findings.add(AwsTrial.of("s3:ListBucketMultipartUploads " + costs.target(), () -> {
            aws.s3()
                    .get()
                    .listMultipartUploads(
                            request -> request.bucket(costs.target().bucket())
                                    .prefix(costs.target().prefix())
                                    .maxUploads(1));
            return "allowed, for uploads that a crash left";
        }));
        findings.add(Finding.untried("s3:DeleteObject " + costs.target(), "it would need something to delete"));
        athena(spends);
        catalogue();
        CostRouteSettings.noticeQueue(settings).ifPresent(this::queue);
        return findings;
    }

    /** Lists, and gets a byte of the first object: HEAD would answer a refusal without a word. */
    private void read(StoreAddress address, String what) {
        List<String> keys = new ArrayList<>();
        Finding list = AwsTrial.of("s3:ListBucket " + address, () -> {
            List<S3Object> objects = aws.s3()
                    .get()
                    .listObjectsV2(request -> request.bucket(address.bucket())
                            .prefix(address.prefix())
                            .maxKeys(1))
                    .contents();
            objects.stream().map(S3Object::key).findFirst().ifPresent(keys::add);
            return "allowed, for " + what + (objects.isEmpty() ? "; nothing is there yet" : "");
        });
        findings.add(list);
        findings.add(AwsTrial.of("s3:GetBucketLocation " + address.bucket(), () -> {
            aws.s3().get().getBucketLocation(request -> request.bucket(address.bucket()));
            return "allowed, for Athena";
        }));
        String subject = "s3:GetObject " + address;
        if (keys.isEmpty()) {
            findings.add(Finding.untried(
                    subject,
                    list.state() == Finding.State.OK ? "no object is there yet" : "what is there couldn't be listed"));
            return;
        }
        findings.add(AwsTrial.of(subject, () -> {
            aws.s3()
                    .get()
                    .getObjectAsBytes(request ->
                            request.bucket(address.bucket()).key(keys.get(0)).range("bytes=0-0"));
            return "allowed, for " + what;
        }));
    }

    /** A multipart upload that is begun and aborted needs s3:PutObject and s3:AbortMultipartUpload, and leaves nothing. */
    private void upload(StoreAddress address) {
        findings.add(AwsTrial.of("s3:PutObject " + address, () -> {
            routes.ask("cost-upload-test", address.toString(), String.class);
            return "allowed: an upload was begun and aborted";
        }));
    }

    private void athena(boolean spends) {
        String workgroup = costs.athena().workgroup();
        findings.add(AwsTrial.of("athena:GetWorkGroup " + workgroup, () -> {
                    aws.athena().get().getWorkGroup(request -> request.workGroup(workgroup));
                    return "it is there";
                })
                .asUntried("whether the workgroup is there; the service itself doesn't need to know"));
        String run = "athena:StartQueryExecution " + workgroup;
        findings.add(
                spends
                        ? AwsTrial.of(run, () -> {
                            routes.ask("athena", "SELECT 1", String.class);
                            return "allowed: SELECT 1 has run";
                        })
                        : Finding.untried(run, "it runs a statement; --spend runs SELECT 1"));
    }

    private void catalogue() {
        String database = costs.athena().database();
        boolean creates = costs.athena().createsDatabase();
        boolean isThere = catalogue("GetDatabase", Map.of("Name", database), database, creates, "Database");
        if (isThere) {
            costs.tables().values().forEach(table -> {
                Map<String, Object> named = Map.of("DatabaseName", database, "Name", table);
                if (catalogue("GetTable", named, database + "." + table, true, "Table")) {
                    Map<String, Object> of = Map.of("DatabaseName", database, "TableName", table, "MaxResults", 1);
                    catalogue("GetPartitions", of, database + "." + table, true, "Partitions");
                }
            });
        }
        findings.add(Finding.untried(
                "glue:CreateTable, UpdateTable, CreatePartition, UpdatePartition " + database,
                "it would change the catalogue"));
    }

    /** Whether what is asked for is there. */
    private boolean catalogue(
            String operation, Map<String, Object> parameters, String name, boolean mayBeMissing, String field) {
        String subject = "glue:" + operation + " " + name;
        AtomicReference<JsonNode> found = new AtomicReference<>();
        findings.add(AwsTrial.of(subject, () -> {
            try {
                JsonNode answer = glue.get(operation, parameters);
                if (answer.path(field).isMissingNode()) {
                    throw new IllegalStateException("the answer has no " + field);
                }
                found.set(answer);
                return "allowed";
            } catch (AwsServiceException e) {
                if (!NOT_FOUND.equals(e.awsErrorDetails().errorCode())) {
                    throw e;
                }
                if (mayBeMissing) {
                    return "allowed; it isn't there yet, and will be made";
                }
                throw new ProblemException(new Problem(
                        AwsProblemCode.NO_SUCH_RESOURCE,
                        "cost.athena.database",
                        "no database " + name,
                        "Glue doesn't have it in this account and region",
                        "create it in Athena, or set cost.athena.create-database=true"));
            }
        }));
        return found.get() != null;
    }

    private void queue(String url) {
        findings.add(AwsTrial.of("sqs:GetQueueAttributes " + url, () -> {
                    aws.sqs()
                            .get()
                            .getQueueAttributes(
                                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN));
                    return "the queue is there";
                })
                .asUntried("whether the queue is there; the service itself doesn't need to know"));
        findings.add(Finding.untried("sqs:ReceiveMessage, DeleteMessage " + url, "it would take a message"));
    }
}
