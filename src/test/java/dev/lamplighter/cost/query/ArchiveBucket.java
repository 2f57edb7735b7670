package dev.lamplighter.cost.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3 as far as the archive of answers goes. */
final class ArchiveBucket implements S3Client {
    private final Map<String, String> objects = new TreeMap<>();

    private volatile boolean down;

    /** Text by {@code bucket/key}. */
    Map<String, String> objects() {
        return objects;
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest request) {
        return HeadBucketResponse.builder().build();
    }

    /** Whether every upload fails. */
    void setDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        if (down) {
            throw SdkClientException.create("the archive is down");
        }
        try {
            String text = new String(body.contentStreamProvider().newStream().readAllBytes(), StandardCharsets.UTF_8);
            objects.put(request.bucket() + "/" + request.key(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().eTag("\"e\"").build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
