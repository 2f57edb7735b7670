package dev.lamplighter.cost.query;

import dev.lamplighter.cost.Gzip;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A report of a few rows in several files, of which a test makes one file odd. */
final class NastyReport {
    static final List<String> HEADERS = List.of(
            "identity/LineItemId",
            "identity/TimeInterval",
            "bill/InvoiceId",
            "bill/BillType",
            "lineItem/LineItemType",
            "lineItem/UsageStartDate",
            "lineItem/UnblendedCost",
            "lineItem/UsageAmount",
            "lineItem/CurrencyCode",
            "lineItem/ProductCode",
            "splitLineItem/SplitUsage",
            "resourceTags/user:Owner",
            "resourceTags/user:owner",
            "lineItem/LineItemDescription");

    private final List<byte[]> files = new ArrayList<>();

    static String header() {
        return String.join(",", HEADERS);
    }

    /** A row with these values in place of the usual ones. */
    static String row(String cost, String date, String split, String description) {
        return "id,2026-10-01T00:00:00Z/2026-10-01T01:00:00Z,,Anniversary,Usage," + date + "," + cost
                + ",1,USD,AmazonEC2," + split + ",,ann," + description;
    }

    /** A row with this description. */
    static String row(String description) {
        return row("1.5", "2026-10-01T00:00:00Z", "0.25", description);
    }

    NastyReport file(String text) {
        return file(Gzip.of(text));
    }

    NastyReport file(byte[] bytes) {
        files.add(bytes);
        return this;
    }

    /** Everything that a report may have and both engines must read alike. */
    static NastyReport ofGoodOddities() {
        StringBuilder first = new StringBuilder(header()).append('\n');
        for (String description : List.of(
                "plain",
                "",
                "\"a \"\"quoted\"\" one, with commas\"",
                "\"\"\"\"",
                "\"\"",
                "\"\"\"begins and ends\"\"\"",
                " spaces at both ends ",
                "\"  quoted spaces  \"",
                "C:\\users\\ann",
                "\"back\\\\slashes \\\"\"quoted\"",
                "\\N",
                "null",
                "straße",
                "日本語 \uD83D\uDE00",
                "'single' and ^~`",
                "\ttab")) {
            first.append(row(description)).append('\n');
        }
        for (String cost : List.of(
                "",
                "0",
                "0.0000004000",
                "1.81E-8",
                "-5E-3",
                "+2.5",
                ".5",
                "1.",
                "1e2",
                "12345678901234.0000000001",
                "1.0E-10",
                "0.100000000000",
                "-12.34",
                "-0.0",
                "\"3.75\"",
                "0.0000000000000")) {
            first.append(row(cost, "2026-10-01T00:00:00Z", "1.0", "cost " + cost.replace("\"", "")))
                    .append('\n');
        }
        for (String date : List.of(
                "",
                "2026-10-01 00:00:00",
                "2026-10-01T12:34:56.5Z",
                "2026-10-01 12:34:56.789000000 UTC",
                "2026-10-01",
                "2026-10-31T23:59:59+00:00",
                "2026-10-25 02:30:00.000")) {
            first.append(row("2", date, "-0.0", "date")).append('\n');
        }
        for (String split :
                List.of("", "0.30000000000000004", "2.7777777777777778E-4", "1e-300", "-7", "1.7976931348623157E308")) {
            first.append(row("3", "2026-10-01T00:00:00Z", split, "split")).append('\n');
        }
        List<String> turned = new ArrayList<>(HEADERS);
        Collections.reverse(turned);
        String second = turned.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",")) + "\r\n"
                + "\"second,"
                + " file\",bob,ann,4.5,AmazonS3,EUR,2,-7.25,2026-10-02T00:00:00Z,Refund,Refund,123,2026-10-01T00:00:00Z/2026-10-02T00:00:00Z,id2\r\n"
                + ",,,,\"AmazonS3\",\"EUR\",\"\",\"1.25\",,Tax,Anniversary,,,id3";
        return new NastyReport().file(first.toString()).file(second).file(header() + "\n");
    }

    /** AWS delivers it: manifest and files in one folder. */
    void deliver(LakePublishing to, String bucket, String assembly) {
        String folder = "cur/nasty/20261001-20261101/";
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            keys.add(folder + assembly + "/nasty-" + (i + 1) + ".csv.gz");
            to.write(keys.get(i), files.get(i));
        }
        String columns = HEADERS.stream()
                .map(header -> "{\"category\":\"" + header.replace("/", "\",\"name\":\"") + "\",\"type\":\""
                        + type(header) + "\"}")
                .collect(Collectors.joining(","));
        String manifest = "{\"assemblyId\":\"" + assembly + "\",\"account\":\"000000000000\",\"columns\":[" + columns
                + "],\"charset\":\"UTF-8\",\"compression\":\"GZIP\",\"contentType\":\"text/csv\",\"reportId\":\"0\","
                + "\"reportName\":\"nasty\",\"billingPeriod\":{\"start\":\"20261001T000000.000Z\",\"end\":\"20261101T000000.000Z\"},"
                + "\"bucket\":\"" + bucket + "\",\"reportKeys\":[\"" + String.join("\",\"", keys)
                + "\"],\"additionalArtifactKeys\":[]}";
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        to.write(folder + assembly + "/nasty-Manifest.json", bytes);
        to.write(folder + "nasty-Manifest.json", bytes);
    }

    private static String type(String header) {
        return header.endsWith("Date")
                ? "DateTime"
                : header.endsWith("Cost") || header.endsWith("Amount") || header.endsWith("Usage")
                        ? "OptionalBigDecimal"
                        : "OptionalString";
    }
}
