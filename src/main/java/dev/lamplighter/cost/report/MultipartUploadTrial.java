package dev.lamplighter.cost.report;

import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/**
 * Begins a multipart upload and aborts it, for the route {@code cost-upload-test}: it needs the rights of a real one, and
 * leaves nothing in the bucket.
 */
public final class MultipartUploadTrial {
    /** Beside the tables, in no table's folder. */
    private static final String KEY = "lamplighter-upload-test";

    private final Supplier<S3Client> s3;

    /**
     * Names an upload that was begun.
     *
     * @param id S3's
     */
    public record Begun(String bucket, String key, String id) {}

    public MultipartUploadTrial(Supplier<S3Client> s3) {
        this.s3 = s3;
    }

    /**
     * Begins an upload.
     *
     * @param address {@code s3://bucket/prefix/}
     */
    public Begun begin(String address) {
        URI uri = URI.create(address.replace(" ", "%20"));
        String bucket = uri.getHost() == null ? uri.getAuthority() : uri.getHost();
        String key = uri.getPath().replaceFirst("^/", "") + KEY;
        CreateMultipartUploadResponse begun =
                s3.get().createMultipartUpload(request -> request.bucket(bucket).key(key));
        return new Begun(bucket, key, begun.uploadId());
    }

    /** Aborts an upload; it has no parts. Returns what was aborted. */
    public String abort(Begun begun) {
        s3.get()
                .abortMultipartUpload(request ->
                        request.bucket(begun.bucket()).key(begun.key()).uploadId(begun.id()));
        return "s3://" + begun.bucket() + "/" + begun.key();
    }
}
