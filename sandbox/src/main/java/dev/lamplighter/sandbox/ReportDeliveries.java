package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.FolderBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Brings generated Cost and Usage Reports into the bucket as AWS does: data files first, the manifest last. */
final class ReportDeliveries {
    private final S3Client s3;
    private final Path staging;

    /** @param staging folder on disk where a delivery is made before it is uploaded */
    ReportDeliveries(S3Client s3, Path staging) {
        this.s3 = s3;
        this.staging = staging;
    }

    Delivery deliver(CostReportSpec spec) {
        try {
            Files.createDirectories(staging);
            Delivery delivery = CostReportGenerator.deliver(spec, new FolderBucket(staging));
            for (String key : delivery.keys()) {
                Path file = staging.resolve(key);
                s3.putObject(put -> put.bucket(spec.bucket()).key(key), RequestBody.fromFile(file));
                Files.delete(file);
            }
            return delivery;
        } catch (IOException e) {
            throw new UncheckedIOException("can't deliver " + spec.reportName() + " " + spec.billingMonth(), e);
        }
    }
}
