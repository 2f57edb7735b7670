package dev.lamplighter.cost.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import software.amazon.awssdk.services.s3.paginators.ListMultipartUploadsIterable;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/** One bucket in memory, for many threads; lists two keys a page. */
public class FakeS3 implements S3Client {
    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    public final Map<String, List<byte[]>> uploads = new ConcurrentSkipListMap<>();
    /** What carries the bytes of a GET; may break. */
    public UnaryOperator<InputStream> connection = UnaryOperator.identity();

    /** Whether objects have ETags, as in S3 itself. */
    boolean eTags = true;

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final String losesAnswerOf;

    public FakeS3() {
        this("no key");
    }

    /** PUTs this key, but the client does not hear of it. */
    public FakeS3(String losesAnswerOf) {
        this.losesAnswerOf = losesAnswerOf;
    }

    private @Nullable String eTag(byte[] content) {
        return eTags ? "\"" + Arrays.hashCode(content) + "\"" : null;
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        byte[] content = content(request.key());
        return HeadObjectResponse.builder()
                .eTag(eTag(content))
                .contentLength((long) content.length)
                .lastModified(Instant.EPOCH)
                .build();
    }

    private byte[] content(String key) {
        byte[] content = objects.get(key);
        if (content == null) {
            throw NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("no such key")
                    .build();
        }
        return content;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        byte[] content = content(request.key());
        if (!Objects.equals(eTag(content), request.ifMatch())) {
            throw S3Exception.builder()
                    .statusCode(412)
                    .message("precondition failed")
                    .build();
        }
        if (request.range() != null) {
            String[] range = request.range().substring("bytes=".length()).split("-", 2);
            content = Arrays.copyOfRange(content, Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1);
        }
        InputStream body = connection.apply(new ByteArrayInputStream(content));
        return (T) new ResponseInputStream<>(
                GetObjectResponse.builder().lastModified(Instant.EPOCH).build(),
                AbortableInputStream.create(body, () -> calls.add("abort GET")));
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        calls.add("copy");
        byte[] content = content(request.sourceKey());
        if (!Objects.equals(eTag(content), request.copySourceIfMatch())) {
            throw S3Exception.builder()
                    .statusCode(412)
                    .message("precondition failed")
                    .build();
        }
        objects.put(request.destinationKey(), content);
        return CopyObjectResponse.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        calls.add("put");
        objects.put(request.key(), bytes(body));
        if (request.key().equals(losesAnswerOf)) {
            throw SdkClientException.create("connection reset");
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        uploads.put(request.key(), Collections.synchronizedList(new ArrayList<>()));
        return CreateMultipartUploadResponse.builder().uploadId(request.key()).build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        calls.add("part " + request.partNumber() + " "
                + body.optionalContentLength().orElseThrow());
        uploads.getOrDefault(request.uploadId(), new ArrayList<>()).add(bytes(body));
        return UploadPartResponse.builder().eTag("part" + request.partNumber()).build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<byte[]> parts = uploads.remove(request.uploadId());
        request.multipartUpload().parts().forEach(part -> {
            if (parts != null) {
                whole.writeBytes(parts.get(part.partNumber() - 1));
            }
        });
        objects.put(request.key(), whole.toByteArray());
        return CompleteMultipartUploadResponse.builder().build();
    }

    @Override
    public ListMultipartUploadsIterable listMultipartUploadsPaginator(ListMultipartUploadsRequest request) {
        return new ListMultipartUploadsIterable(this, request);
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return ListMultipartUploadsResponse.builder()
                .isTruncated(false)
                .uploads(uploads.keySet().stream()
                        .filter(key -> key.startsWith(request.prefix()))
                        .map(key -> MultipartUpload.builder()
                                .key(key)
                                .uploadId(key)
                                .initiated(Instant.EPOCH)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        calls.add("abort upload");
        uploads.remove(request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        objects.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public ListObjectsV2Iterable listObjectsV2Paginator(ListObjectsV2Request request) {
        return new ListObjectsV2Iterable(this, request);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        String after = request.continuationToken() == null ? "" : request.continuationToken();
        List<String> keys = objects.keySet().stream()
                .filter(key -> key.startsWith(request.prefix()) && key.compareTo(after) > 0)
                .toList();
        List<String> page = keys.subList(0, Math.min(2, keys.size()));
        boolean more = keys.size() > 2;
        return ListObjectsV2Response.builder()
                .isTruncated(more)
                .nextContinuationToken(more ? page.get(1) : null)
                .contents(page.stream()
                        .map(key -> S3Object.builder()
                                .key(key)
                                .eTag(eTag(content(key)))
                                .size((long) content(key).length)
                                .lastModified(Instant.EPOCH)
                                .build())
                        .toList())
                .build();
    }

    private static byte[] bytes(RequestBody body) {
        try {
            return body.contentStreamProvider().newStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
