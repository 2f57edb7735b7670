package dev.lamplighter.sandbox.athena;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Keeps results in S3, as {@code s3://bucket/key}. A page of one is read from where the page before ended. */
final class ResultStore {
    private final S3Client s3;

    ResultStore(S3Client s3) {
        this.s3 = s3;
    }

    /** Rows and where the next page begins, -1 after the last. */
    record Rows(List<List<@Nullable String>> rows, long next) {
        Rows {
            rows = List.copyOf(rows);
        }
    }

    boolean hasBucket(String location) {
        try {
            s3.headBucket(request -> request.bucket(bucket(location)));
            return true;
        } catch (S3Exception refusal) {
            if (refusal.statusCode() == 404) {
                return false;
            }
            throw refusal;
        }
    }

    void put(String location, Path file) {
        s3.putObject(request -> request.bucket(bucket(location)).key(key(location)), RequestBody.fromFile(file));
    }

    void put(String location, byte[] content) {
        s3.putObject(request -> request.bucket(bucket(location)).key(key(location)), RequestBody.fromBytes(content));
    }

    Rows read(String location, boolean isCsv, long from, int most) {
        long size = s3.headObject(request -> request.bucket(bucket(location)).key(key(location)))
                .contentLength();
        if (from >= size) {
            return new Rows(List.of(), -1);
        }
        try (ResponseInputStream<GetObjectResponse> object = s3.getObject(
                request -> request.bucket(bucket(location)).key(key(location)).range("bytes=" + from + "-"))) {
            ResultReader reader = new ResultReader(new BufferedInputStream(object), from, isCsv);
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (rows.size() < most && !reader.atEnd()) {
                rows.add(reader.row());
            }
            if (reader.atEnd()) {
                return new Rows(rows, -1);
            }
            object.abort();
            return new Rows(rows, reader.position());
        } catch (IOException failure) {
            throw new UncheckedIOException(location, failure);
        }
    }

    private static String bucket(String location) {
        return URI.create(location).getAuthority();
    }

    private static String key(String location) {
        return location.substring(("s3://" + bucket(location) + "/").length());
    }
}
