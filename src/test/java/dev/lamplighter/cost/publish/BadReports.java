package dev.lamplighter.cost.publish;

import static dev.lamplighter.cost.publish.BadReport.GOOD_ROW;
import static dev.lamplighter.cost.publish.BadReport.HEADER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.Gzip;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What is wrong with manifests and with the CSV in report files, and the code it ends with; files are {@link BadFiles}. */
final class BadReports {
    /** One way of being bad. */
    record Bad(String what, String code, Consumer<BadReport> spoil) {
        @Override
        public String toString() {
            return code + " " + what;
        }
    }

    private final List<Bad> all = new ArrayList<>();

    static List<Bad> all() {
        BadReports bad = new BadReports();
        bad.manifestsThatAreNoJson();
        bad.manifestsOfTheWrongShape();
        bad.periods();
        bad.keys();
        bad.rows();
        bad.numbers();
        bad.dates();
        bad.headers();
        bad.all.addAll(BadFiles.all());
        return bad.all;
    }

    private void add(String what, String code, Consumer<BadReport> spoil) {
        all.add(new Bad(what, code, spoil));
    }

    private void manifest(String what, UnaryOperator<String> change) {
        add("manifest " + what, "COST-002", report -> report.manifest(change));
    }

    private void manifestsThatAreNoJson() {
        manifest("empty", text -> "");
        manifest("cut in the middle", text -> text.substring(0, text.length() / 2));
        manifest("cut before its last brace", text -> text.substring(0, text.length() - 1));
        manifest("with something behind it", text -> text + "{}");
        manifest("with a comment", text -> "/* c */" + text);
        manifest("with a trailing comma", text -> text.replace("}]", "},]"));
        manifest("with single quotes", text -> text.replace('"', '\''));
        manifest("with a key twice", text -> "{\"reportName\":\"x\"," + text.substring(1));
        manifest("with NaN", text -> "{\"n\":NaN," + text.substring(1));
        manifest("with a control character", text -> text.replace("UTF-8", "UTF\u00018"));
        manifest("with a broken escape", text -> text.replace("UTF-8", "\\u12"));
        manifest("that is HTML", text -> "<html><body>503 Slow Down</body></html>");
        manifest("that is CSV", text -> HEADER);
        manifest("of NUL", text -> "\0".repeat(100));
        manifest("nested without end", text -> "{\"a\":".repeat(100_000));
        manifest("nested in lists without end", text -> "{\"a\":" + "[".repeat(100_000));
        manifest(
                "nested deeply and closed",
                text -> "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "," + text.substring(1));
        manifest("huge", text -> text + " ".repeat(9 << 20));
        manifest("with a huge string", text -> "{\"x\":\"" + "y".repeat(9 << 20) + "\"," + text.substring(1));
        manifest("with a number of many digits", text -> "{\"n\":" + "9".repeat(2_000_000) + "," + text.substring(1));
        manifest("that is a list", text -> "[" + text + "]");
        manifest("that is a string", text -> "\"manifest\"");
        manifest("that is a number", text -> "7");
        manifest("that is null", text -> "null");
        manifest("with nothing in it", text -> "{}");
        manifest("of Redshift", text -> "{\"entries\":[{\"url\":\"s3://b/k\",\"mandatory\":true}]}");
    }

    private void field(String name, Consumer<ObjectNode> change, String what) {
        add("manifest with " + name + " " + what, "COST-002", report -> change.accept(report.json()));
    }

    private void manifestsOfTheWrongShape() {
        for (String name : List.of("assemblyId", "reportName", "columns")) {
            field(name, json -> json.remove(name), "missing");
            field(name, json -> json.putNull(name), "null");
            field(name, json -> json.put(name, -7), "a negative number");
        }
        for (String name : List.of("assemblyId", "reportName")) {
            for (String value : List.of("", "..", "a/b", "a b", "${x}", "a\nb", "x".repeat(257))) {
                field(name, json -> json.put(name, value), "\"" + (value.length() > 20 ? "x..." : value) + "\"");
            }
        }
        field("columns", json -> json.putObject("columns"), "an object");
        field("columns", json -> json.putArray("columns"), "empty");
        field("columns", json -> json.putArray("columns").add("lineItem/UnblendedCost"), "of text");
        field("columns", json -> json.putArray("columns").addObject().put("category", "bill"), "without names");
        field(
                "columns",
                json -> json.putArray("columns").addObject().put("name", "x").put("category", 1),
                "of numbers");
        field("columns", BadReports::manyColumns, "too many");
        field("reportKeys", json -> json.remove("reportKeys"), "missing");
        field("reportKeys", json -> json.putArray("reportKeys"), "empty");
        field("reportKeys", json -> json.put("reportKeys", "cur/a.csv.gz"), "a string");
        field("reportKeys", json -> json.putArray("reportKeys").add(1), "a number");
        field("reportKeys", json -> json.putArray("reportKeys").addNull(), "null in it");
        field(
                "reportKeys",
                json -> json.withArray("reportKeys").add(json.get("reportKeys").get(0)),
                "one twice");
        field("reportKeys", BadReports::manyKeys, "too many");
        add("manifest of another report", "COST-103", report -> report.json().put("reportName", "another"));
        add("manifest of another charset", "COST-004", report -> report.json().put("charset", "ISO-8859-1"));
        add("manifest of another content", "COST-004", report -> report.json().put("contentType", "application/x"));
        add(
                "manifest of another compression",
                "COST-004",
                report -> report.json().put("compression", "LZMA"));
    }

    private static void manyColumns(ObjectNode json) {
        for (int i = 0; i < 3_001; i++) {
            json.withArray("columns").addObject().put("category", "product").put("name", "c" + i);
        }
    }

    private static void manyKeys(ObjectNode json) {
        for (int i = 0; i < 10_001; i++) {
            json.withArray("reportKeys").add("cur/" + i);
        }
    }

    private void period(String what, String start, String end) {
        field(
                "billingPeriod",
                json -> json.putObject("billingPeriod").put("start", start).put("end", end),
                what);
    }

    private void periods() {
        field("billingPeriod", json -> json.remove("billingPeriod"), "missing");
        field("billingPeriod", json -> json.put("billingPeriod", "2025-02"), "a string");
        field("billingPeriod", json -> json.putObject("billingPeriod"), "empty");
        period("backwards", "20250301T000000.000Z", "20250201T000000.000Z");
        period("of no length", "20250201T000000.000Z", "20250201T000000.000Z");
        period("of a thirteenth month", "20251301T000000.000Z", "20260101T000000.000Z");
        period("of 30 February", "20250230T000000.000Z", "20250301T000000.000Z");
        period("in words", "February", "March");
        period("in another form", "2025-02-01", "2025-03-01");
        period("with an expression", "${date:now}", "20250301T000000.000Z");
    }

    private void keys() {
        List<String> keys = List.of(
                "cur/${sysenv.HOME}/x.csv.gz",
                "${body}",
                "cur/$simple{body}/x.csv.gz",
                "cur/../../etc/passwd",
                "../x.csv.gz",
                "cur/..",
                "cur/./x.csv.gz",
                "cur/a\nb.csv.gz",
                "cur/a\rb.csv.gz",
                "cur/a\tb.csv.gz",
                "cur/a\u0000b.csv.gz",
                "cur/a\u001b[31mb.csv.gz",
                "cur/a\u007fb.csv.gz",
                "cur/a\u0085b.csv.gz",
                "",
                "k".repeat(1025),
                "\u00e9".repeat(513));
        for (String key : keys) {
            add(
                    "key \"" + shown(key) + "\"",
                    "COST-003",
                    report -> report.keys().add(key));
        }
        for (String key : List.of(
                "cur/a%2Fb.csv.gz",
                "cur/%2e%2e/x.csv.gz",
                "cur/{{cost.target}}/x.csv.gz",
                "cur/RAW(x).csv.gz",
                "cur/a?prefix=b&x=#y.csv.gz",
                "cur/\u540d\u524d-\ud83d\udca1.csv.gz",
                "cur/a\\..\\b.csv.gz",
                "s3://other/x.csv.gz",
                "cur/nothing-here.csv.gz")) {
            add(
                    "key of no object \"" + key + "\"",
                    "COST-005",
                    report -> report.keys().add(key));
        }
    }

    private static String shown(String key) {
        return (key.length() > 60 ? key.substring(0, 60) + "..." : key)
                .chars()
                .mapToObj(c -> Character.isISOControl(c) ? "<%02x>".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private void rows(String what, String code, String row) {
        add("row " + what, code, report -> report.file(Gzip.of(HEADER + GOOD_ROW + row)));
    }

    private void rows() {
        rows("with too few fields", "COST-013", "id2,Usage,2025-02-01T00:00:00Z,1\n");
        rows("with too many fields", "COST-013", "id2,Usage,2025-02-01T00:00:00Z,1,a,b\n");
        rows("with one field", "COST-013", "Total\n" + GOOD_ROW);
        rows("without anything, in the middle", "COST-013", "\n" + GOOD_ROW);
        rows("cut in the middle, last", "COST-013", "id2,Usage,2025-0");
        rows("of semicolons", "COST-013", "id2;Usage;2025-02-01T00:00:00Z;1;web\n");
        rows("of tabs", "COST-013", "id2\tUsage\t2025-02-01T00:00:00Z\t1\tweb\n");
        rows("ragged behind a line break in quotes", "COST-013", "i,U,2025-02-01 00:00:00,1,\"a\n\"\nx\n");
        rows("with an unquoted comma", "COST-013", "i,Amazon Web Services, Inc.,2025-02-01T00:00:00Z,1,web\n");
        rows("with an unclosed quote", "COST-014", "id2,Usage,2025-02-01T00:00:00Z,1,\"web\n");
        rows("with a quote that opens at the end", "COST-014", "id2,Usage,2025-02-01T00:00:00Z,1,\"");
        rows("with text behind a quote", "COST-014", "id2,\"Usage\"x,2025-02-01T00:00:00Z,1,web\n");
        rows("with a quote in plain text", "COST-014", "id2,Us\"age,2025-02-01T00:00:00Z,1,web\n");
        rows("with backslash and quote", "COST-014", "id2,\"a\\\"b\",2025-02-01T00:00:00Z,1,web\n");
        rows("with a lone carriage return", "COST-014", "id2,Us\rage,2025-02-01T00:00:00Z,1,web\n");
        rows("without end", "COST-015", "x".repeat(5 << 20));
        rows(
                "with a huge quoted field",
                "COST-015",
                "id2,\"" + "x".repeat(5 << 20) + "\",2025-02-01T00:00:00Z,1,web\n");
        rows("of commas without end", "COST-013", ",".repeat(5 << 20));
        rows("of NUL without end", "COST-015", "\0".repeat(5 << 20));
        for (String latin :
                List.of("\u00e9", "\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082", "\u0080")) {
            byte[] bytes =
                    (HEADER + "i,U,2025-02-01T00:00:00Z,1," + latin + "\n").getBytes(StandardCharsets.ISO_8859_1);
            add(
                    "row with bytes that are not UTF-8, from " + (int) latin.charAt(0),
                    "COST-018",
                    report -> report.file(Gzip.of(bytes)));
        }
    }

    private void numbers() {
        for (String number : List.of(
                "NaN",
                "Infinity",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1,5",
                "\"1,5\"",
                "1 000",
                "1'000",
                "0x10",
                "1.5 USD",
                "$1.5",
                "1.2.3",
                "--1",
                "1e-11",
                "0.12345678901",
                "123456789012345",
                "1e15",
                "1e999999999",
                "\u0661",
                "(1.5)",
                "null")) {
            boolean moreFields = number.equals("1,5");
            rows(
                    "with the number " + number,
                    moreFields ? "COST-013" : "COST-016",
                    "i,U,2025-02-01T00:00:00Z," + number + ",web\n");
        }
    }

    private void dates() {
        for (String date : List.of(
                "2025-02-30T00:00:00Z",
                "2025-13-01T00:00:00Z",
                "2025-02-01T25:00:00Z",
                "2025-02-01T00:60:00Z",
                "01/02/2025",
                "1738368000",
                "20250201",
                "2025-2-1",
                "2025-02-01T00:00:00+02:00",
                "2025-02-01T00:00:00.0001Z",
                "yesterday",
                " ",
                "2025-02-01T00:00",
                "0000000000")) {
            rows("with the date " + date, "COST-017", "i,U," + date + ",1,web\n");
        }
    }

    private void header(String what, String header) {
        add("header " + what, "COST-012", report -> report.file(Gzip.of(header + GOOD_ROW)));
    }

    private void headers() {
        header("with a column too few", HEADER.replace(",resourceTags/user:Name", ""));
        header("with a column too many", HEADER.strip() + ",product/sku\n");
        header("with a column twice", HEADER.replace("lineItem/LineItemType", "identity/LineItemId"));
        header("in other capitals", HEADER.replace("lineItem/", "LineItem/"));
        header("with a blank in front", " " + HEADER);
        header("of AWS's other names", HEADER.replace('/', '_'));
        header("missing", "");
        header("of semicolons", HEADER.replace(',', ';'));
        header("in UTF-16", "\0" + HEADER);
        add("file of nothing, inflated", "COST-012", report -> report.file(Gzip.of("")));
        add("file of one line break", "COST-012", report -> report.file(Gzip.of("\n")));
    }
}
