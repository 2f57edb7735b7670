package dev.lamplighter.cost.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * Implements a store as a bucket. A pinned content is identified by its ETag, sent with {@code If-Match}, or by size and
 * time where there is none. Failures of S3 are {@link IOException}s that name the object.
 */
public final class S3Store implements ObjectStore {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    /** Source: "CopyObject", Amazon S3 API Reference. */
    private static final long LARGEST_COPY = 5L << 30;

    private final S3Client s3;
    private final String bucket;
    private final LongSupplier nanoTime;

    public S3Store(S3Client s3, String bucket) {
        this(s3, bucket, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock, for measuring whether the store sends too slowly */
    S3Store(S3Client s3, String bucket, LongSupplier nanoTime) {
        this.s3 = s3;
        this.bucket = bucket;
        this.nanoTime = nanoTime;
    }

    /** {@inheritDoc} A page that can't be read is an {@link UncheckedIOException} of the stream. */
    @Override
    public Stream<StoredObject> list(String prefix) {
        Iterator<S3Object> objects = s3.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .iterator();
        Iterator<StoredObject> stored = new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return objects.hasNext();
                } catch (SdkException e) {
                    throw new UncheckedIOException(failed("list", prefix, e));
                }
            }

            @Override
            public StoredObject next() {
                S3Object object = objects.next();
                try {
                    return stored(object.key(), object.eTag(), object.size(), object.lastModified());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(stored, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public Optional<StoredObject> head(String key) throws IOException {
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(stored(key, head.eTag(), head.contentLength(), head.lastModified()));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failed("look at", key, e);
        } catch (SdkException e) {
            throw failed("look at", key, e);
        }
    }

    @Override
    public InputStream open(StoredObject pinned) throws IOException {
        return open(pinned, 0, pinned.sizeBytes());
    }

    @Override
    public InputStream open(StoredObject pinned, long offset, int length) throws IOException {
        return length == 0 ? InputStream.nullInputStream() : open(pinned, offset, (long) length);
    }

    private InputStream open(StoredObject pinned, long offset, long length) throws IOException {
        return new S3ObjectStream(
                uri(pinned.key()), (from, count) -> get(pinned, from, count), nanoTime, offset, length);
    }

    private ResponseInputStream<GetObjectResponse> get(StoredObject pinned, long offset, long length)
            throws IOException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket).key(pinned.key());
        if (hasETag(pinned)) {
            request.ifMatch(pinned.eTag());
        }
        if (length < pinned.sizeBytes()) {
            request.range("bytes=" + offset + "-" + (offset + length - 1));
        }
        try {
            ResponseInputStream<GetObjectResponse> content = s3.getObject(request.build());
            return requirePinned(pinned, content);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
                throw new ObjectChangedException(uri(pinned.key()));
            }
            throw failed("read", pinned.key(), e);
        } catch (SdkException e) {
            throw failed("read", pinned.key(), e);
        }
    }

    private ResponseInputStream<GetObjectResponse> requirePinned(
            StoredObject pinned, ResponseInputStream<GetObjectResponse> content) throws IOException {
        boolean taken = false;
        try {
            if (!isPinned(pinned, content.response())) {
                throw new ObjectChangedException(uri(pinned.key()));
            }
            taken = true;
            return content;
        } finally {
            if (!taken) {
                content.abort();
            }
        }
    }

    /** Whether it is the pinned content; a server in place of S3 may ignore {@code If-Match}. */
    private boolean isPinned(StoredObject pinned, GetObjectResponse got) throws IOException {
        if (!hasETag(pinned)) {
            return pinned.lastModified().equals(got.lastModified());
        }
        if (got.eTag() == null && got.sdkHttpResponse() != null) {
            throw new IOException("can't read " + uri(pinned.key())
                    + ": the answer has no ETag; a proxy or portal answered instead of S3");
        }
        return got.eTag() == null || unquoted(pinned.eTag()).equals(unquoted(got.eTag()));
    }

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    /** {@inheritDoc} Between buckets S3 itself copies, up to the size that one request can. */
    @Override
    public void copy(StoredObject pinned, ObjectStore target, String key) throws IOException {
        if (!(target instanceof S3Store other) || pinned.sizeBytes() > LARGEST_COPY || !hasETag(pinned)) {
            ObjectStore.super.copy(pinned, target, key);
            return;
        }
        try {
            other.s3.copyObject(request -> request.sourceBucket(bucket)
                    .sourceKey(pinned.key())
                    .copySourceIfMatch(pinned.eTag())
                    .destinationBucket(other.bucket)
                    .destinationKey(key)
                    .taggingDirective(TaggingDirective.REPLACE));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
                throw new ObjectChangedException(uri(pinned.key()));
            }
            throw failed("copy", pinned.key(), e);
        } catch (SdkException e) {
            throw failed("copy", pinned.key(), e);
        }
    }

    @Override
    public ObjectUpload create(String key) {
        return new S3Upload(s3, bucket, key);
    }

    /** {@inheritDoc} Needs the right {@code s3:ListBucketMultipartUploads}. */
    @Override
    public void abandon(String prefix, BiPredicate<String, Instant> isLeft) throws IOException {
        try {
            s3.listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix)).uploads().stream()
                    .filter(upload -> isLeft.test(upload.key(), upload.initiated()))
                    .toList()
                    .forEach(upload -> s3.abortMultipartUpload(
                            request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        } catch (SdkException e) {
            throw failed("give up unfinished uploads to", prefix, e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw failed("delete", key, e);
        }
    }

    @Override
    public String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    /**
     * S3 gives every object an ETag; a stand-in that serves a folder has none for files that were put
     * into the folder.
     */
    private StoredObject stored(
            String key, @Nullable String eTag, @Nullable Long sizeBytes, @Nullable Instant lastModified)
            throws IOException {
        if (sizeBytes == null || lastModified == null) {
            throw new IOException("can't look at " + uri(key) + ": the answer has no "
                    + (sizeBytes == null ? "length" : "time of its last change")
                    + "; S3 tells both, so look at what answers for it");
        }
        String content = eTag == null ? withoutETag(sizeBytes, lastModified) : eTag;
        return new StoredObject(key, content, sizeBytes, lastModified);
    }

    private static boolean hasETag(StoredObject pinned) {
        return !pinned.eTag().equals(withoutETag(pinned.sizeBytes(), pinned.lastModified()));
    }

    private static String withoutETag(long sizeBytes, Instant lastModified) {
        return sizeBytes + "-" + lastModified;
    }

    private IOException failed(String doing, String key, SdkException e) {
        return new IOException("can't " + doing + " " + uri(key) + ": " + e.getMessage(), e);
    }
}
