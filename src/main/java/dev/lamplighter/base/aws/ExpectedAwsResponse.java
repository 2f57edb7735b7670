package dev.lamplighter.base.aws;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Lists what AWS's answer to each operation must contain: the root element of its XML, and required members.
 *
 * <p>Source: the response elements of the API references of EC2, STS, S3, Athena, SQS, CloudFront and CloudWatch.
 */
final class ExpectedAwsResponse {
    private static final Set<String> JSON = Set.of("Athena", "Glue", "Sqs");

    /** Root elements of S3's answers, for those that have one. */
    private static final Map<String, String> S3_ROOTS = Map.of(
            "ListObjects", "ListBucketResult",
            "ListObjectsV2", "ListBucketResult",
            "ListBuckets", "ListAllMyBucketsResult",
            "ListMultipartUploads", "ListMultipartUploadsResult",
            "ListParts", "ListPartsResult",
            "CreateMultipartUpload", "InitiateMultipartUploadResult",
            "CompleteMultipartUpload", "CompleteMultipartUploadResult",
            "CopyObject", "CopyObjectResult",
            "UploadPartCopy", "CopyPartResult",
            "DeleteObjects", "DeleteResult");

    private static final Map<String, String> CLOUDFRONT_ROOTS =
            Map.of("GetDistributionConfig", "DistributionConfig", "UpdateDistribution", "Distribution");

    /** Members that an answer must contain, or each element of a list in it; dots separate nested members. */
    private static final Map<String, List<String>> MEMBERS = Map.ofEntries(
            Map.entry(
                    "Ec2 DescribeInstances",
                    List.of("Reservations.Instances.InstanceId", "Reservations.Instances.Tags.Key")),
            Map.entry("Ec2 DescribeInstanceStatus", List.of("InstanceStatuses.InstanceId")),
            Map.entry("Ec2 DescribeVolumes", List.of("Volumes.VolumeId")),
            Map.entry(
                    "Sts AssumeRole",
                    List.of(
                            "Credentials.AccessKeyId",
                            "Credentials.SecretAccessKey",
                            "Credentials.SessionToken",
                            "Credentials.Expiration")),
            Map.entry("S3 ListObjectsV2", List.of("Contents.Key", "Contents.Size", "Contents.LastModified")),
            Map.entry("S3 ListMultipartUploads", List.of("Uploads.Key", "Uploads.UploadId", "Uploads.Initiated")),
            Map.entry("S3 HeadObject", List.of("ContentLength", "LastModified")),
            Map.entry("S3 PutObject", List.of("ETag")),
            Map.entry("S3 UploadPart", List.of("ETag")),
            Map.entry("S3 CreateMultipartUpload", List.of("UploadId")),
            Map.entry("S3 CompleteMultipartUpload", List.of("ETag")),
            Map.entry("S3 CopyObject", List.of("CopyObjectResult.ETag")),
            Map.entry("Athena StartQueryExecution", List.of("QueryExecutionId")),
            Map.entry("Athena GetQueryExecution", List.of("QueryExecution.Status.State")),
            Map.entry("Athena GetQueryResults", List.of("ResultSet")),
            Map.entry("CloudWatch GetMetricData", List.of("MetricDataResults.Id")),
            Map.entry("CloudFront GetDistributionConfig", List.of("ETag", "DistributionConfig.Origins.Items.Id")),
            Map.entry("Sqs ReceiveMessage", List.of("Messages.ReceiptHandle")));

    private ExpectedAwsResponse() {}

    static boolean isJson(String service) {
        return JSON.contains(service);
    }

    /** Whether the SDK speaks Smithy's RPC v2 CBOR with the service. */
    static boolean isCbor(String service) {
        return service.equals("CloudWatch");
    }

    /** The root element of a successful answer; empty if the answer isn't XML. */
    static Optional<String> root(String service, String operation) {
        return switch (service) {
            case "Ec2", "Sts" -> Optional.of(operation + "Response");
            case "S3" -> Optional.ofNullable(S3_ROOTS.get(operation));
            case "CloudFront" -> Optional.ofNullable(CLOUDFRONT_ROOTS.get(operation));
            default -> Optional.empty();
        };
    }

    /** Whether S3 answers a success with 204 and nothing else. */
    static boolean isNoContent(String service, String operation) {
        return service.equals("S3") && (operation.equals("DeleteObject") || operation.equals("AbortMultipartUpload"));
    }

    /** The first required member that is missing from the answer; empty if none is. */
    static Optional<String> missing(String service, String operation, SdkPojo answer) {
        return MEMBERS.getOrDefault(service + " " + operation, List.of()).stream()
                .filter(path -> !has(answer, path))
                .findFirst();
    }

    private static boolean has(@Nullable Object from, String path) {
        if (from instanceof Collection<?> elements) {
            return elements.stream().allMatch(element -> has(element, path));
        }
        if (path.isEmpty() || from == null) {
            return from != null;
        }
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        return from instanceof SdkPojo pojo && has(member(pojo, name), rest);
    }

    private static @Nullable Object member(SdkPojo pojo, String name) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.memberName().equals(name)) {
                return field.getValueOrDefault(pojo);
            }
        }
        throw new IllegalArgumentException(pojo.getClass().getSimpleName() + " has no member " + name);
    }
}
