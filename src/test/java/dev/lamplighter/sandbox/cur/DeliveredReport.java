package dev.lamplighter.sandbox.cur;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** A delivery read back through its manifest by FastCSV and the JDK; knows nothing of how it was made. */
record DeliveredReport(MemoryBucket bucket, Delivery delivery) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static DeliveredReport of(CostReportSpec spec) {
        try {
            MemoryBucket bucket = new MemoryBucket();
            return new DeliveredReport(bucket, CostReportGenerator.deliver(spec, bucket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode manifest() {
        try {
            return JSON.readTree(bucket.object(delivery.manifestKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> reportKeys() {
        List<String> keys = new ArrayList<>();
        manifest().get("reportKeys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    String csv(String key) {
        try (InputStream in = unpacked(bucket.object(key), key.endsWith(".zip"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }

    /** Every line of every data file, in order. */
    List<NamedCsvRecord> lines() {
        List<NamedCsvRecord> lines = new ArrayList<>();
        for (String key : reportKeys()) {
            try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                    .ofNamedCsvRecord(new InputStreamReader(
                            unpacked(bucket.object(key), key.endsWith(".zip")), StandardCharsets.UTF_8))) {
                reader.forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(key, e);
            }
        }
        return lines;
    }

    private static InputStream unpacked(byte[] bytes, boolean zipped) throws IOException {
        ByteArrayInputStream packed = new ByteArrayInputStream(bytes);
        if (!zipped) {
            return new GZIPInputStream(packed);
        }
        ZipInputStream zip = new ZipInputStream(packed);
        zip.getNextEntry();
        return zip;
    }
}
