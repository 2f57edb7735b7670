package dev.lamplighter.cost.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Sends an object while it is being written: in parts of {@value #PART_BYTES} bytes, or with one PUT when it is smaller than
 * that. Holds one part in memory.
 */
final class S3Upload extends ObjectUpload {
    /** S3 requires at least 5 MiB per part and allows 10,000 parts; this size allows objects of 78 GiB. */
    static final int PART_BYTES = 8 << 20;

    private static final int FIRST_BUFFER_BYTES = 256 << 10;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part = new byte[FIRST_BUFFER_BYTES];
    private int partBytes;
    private @Nullable String uploadId;

    S3Upload(S3Client s3, String bucket, String key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (partBytes == PART_BYTES) {
                sendPart();
            }
            if (partBytes == part.length) {
                part = Arrays.copyOf(part, Math.min(PART_BYTES, 2 * part.length));
            }
            int count = Math.min(length - done, part.length - partBytes);
            System.arraycopy(source, offset + done, part, partBytes, count);
            partBytes += count;
            done += count;
        }
    }

    @Override
    public void complete() throws IOException {
        if (uploadId == null) {
            call(() -> s3.putObject(request -> request.bucket(bucket).key(key), body()));
            return;
        }
        sendPart();
        String id = uploadId;
        call(() -> s3.completeMultipartUpload(request ->
                request.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts))));
        uploadId = null;
    }

    /** {@inheritDoc} Also in a thread that was interrupted, in which the SDK would make no call. */
    @Override
    public void close() throws IOException {
        String id = uploadId;
        if (id == null) {
            return;
        }
        uploadId = null;
        boolean interrupted = Thread.interrupted();
        try {
            call(() -> s3.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id)));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sendPart() throws IOException {
        if (uploadId == null) {
            uploadId = call(() -> s3.createMultipartUpload(
                            request -> request.bucket(bucket).key(key)))
                    .uploadId();
        }
        String id = uploadId;
        int number = parts.size() + 1;
        UploadPartResponse sent = call(() -> s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(number), body()));
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build());
        partBytes = 0;
    }

    /** The bytes without a copy, read again for each attempt; {@code RequestBody.fromBytes} would copy them. */
    private RequestBody body() {
        byte[] bytes = part;
        int length = partBytes;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private <T> T call(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new IOException("can't write s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
        }
    }
}
