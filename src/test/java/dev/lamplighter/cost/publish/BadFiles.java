package dev.lamplighter.cost.publish;

import static dev.lamplighter.cost.publish.BadReport.GOOD_ROW;
import static dev.lamplighter.cost.publish.BadReport.HEADER;

import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.publish.BadReports.Bad;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Compressed files that are not what AWS wrote. Offsets are those of RFC 1952 and of APPNOTE.TXT. */
final class BadFiles {
    private static final String DAMAGED = "COST-010";
    private static final String ENTRIES = "COST-011";
    private static final byte[] TEXT = (HEADER + GOOD_ROW.repeat(100)).getBytes(StandardCharsets.UTF_8);

    private final List<Bad> all = new ArrayList<>();

    static List<Bad> all() {
        BadFiles files = new BadFiles();
        files.gzip();
        files.bombs();
        files.zip();
        return files.all;
    }

    private void gzip(String what, UnaryOperator<byte[]> change) {
        all.add(new Bad("gzip " + what, DAMAGED, report -> report.file(change.apply(Gzip.of(TEXT)))));
    }

    private void gzip() {
        gzip("of no byte", good -> new byte[0]);
        gzip("of one byte", good -> Arrays.copyOf(good, 1));
        gzip("cut in its header", good -> Arrays.copyOf(good, 9));
        gzip("cut behind its header", good -> Arrays.copyOf(good, 10));
        gzip("cut in its data", good -> Arrays.copyOf(good, good.length / 2));
        gzip("cut before its trailer", good -> Arrays.copyOf(good, good.length - 8));
        gzip("cut in its trailer", good -> Arrays.copyOf(good, good.length - 1));
        gzip("with another first byte", good -> with(good, 0, 0x1e));
        gzip("with another second byte", good -> with(good, 1, 0x8c));
        gzip("of another method", good -> with(good, 2, 7));
        gzip("with a wrong CRC", good -> with(good, good.length - 8, good[good.length - 8] ^ 1));
        gzip("with damaged data", good -> with(good, good.length / 2, good[good.length / 2] ^ 0x55));
        gzip(
                "with zeros and text behind it",
                good -> joined(good, Arrays.copyOf("\0\0\0x".getBytes(StandardCharsets.US_ASCII), 16)));
        gzip("with text behind it", good -> joined(good, "garbage".getBytes(StandardCharsets.US_ASCII)));
        gzip("with a second member cut off", good -> joined(good, Arrays.copyOf(good, good.length - 5)));
        gzip(
                "with a second member damaged",
                good -> joined(good, with(good, good.length - 8, good[good.length - 8] ^ 1)));
        gzip("with half a header of a second member", good -> joined(good, Arrays.copyOf(good, 2)));
        gzip("that is not compressed", good -> TEXT);
        gzip("that is zipped", good -> zipped("a.csv"));
        gzip(
                "that is an error page",
                good -> "<Error><Code>SlowDown</Code></Error>".getBytes(StandardCharsets.US_ASCII));
    }

    /** Seventy megabytes in seventy kilobytes. */
    private void bombs() {
        all.add(new Bad("bomb of one line", "COST-015", report -> report.file(bomb(HEADER, new byte[64 << 10]))));
        all.add(new Bad(
                "bomb of one quoted field",
                "COST-015",
                report ->
                        report.file(bomb(HEADER + "\"", "x\n".repeat(32 << 10).getBytes(StandardCharsets.US_ASCII)))));
        all.add(new Bad(
                "bomb of empty lines",
                "COST-013",
                report -> report.file(
                        bomb(HEADER, "\n".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII), GOOD_ROW))));
        all.add(new Bad(
                "bomb whose last row is ragged",
                "COST-013",
                report -> report.file(
                        bomb(HEADER, GOOD_ROW.repeat(1 << 10).getBytes(StandardCharsets.US_ASCII), "ragged\n"))));
        all.add(new Bad(
                "bomb that was gzipped twice",
                "COST-012",
                report -> report.file(Gzip.of(bomb(HEADER, new byte[64 << 10])))));
    }

    private static byte[] bomb(String begin, byte[] middle, String... end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(begin.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1100; i++) {
                gzip.write(middle);
            }
            gzip.write(String.join("", end).getBytes(StandardCharsets.US_ASCII));
            gzip.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void zip(String what, String code, UnaryOperator<byte[]> change) {
        all.add(new Bad("zip " + what, code, report -> {
            report.keys().removeAll();
            report.json().put("compression", "ZIP");
            report.file(change.apply(zipped("a.csv")));
        }));
    }

    private void zip() {
        zip("of no byte", DAMAGED, good -> new byte[0]);
        zip("cut in its data", DAMAGED, good -> Arrays.copyOf(good, good.length / 2));
        zip("cut in its directory", DAMAGED, good -> Arrays.copyOf(good, good.length - 30));
        zip("cut at its last byte", DAMAGED, good -> Arrays.copyOf(good, good.length - 1));
        zip("with something behind it", DAMAGED, good -> Arrays.copyOf(good, good.length + 1));
        zip("that is gzip", DAMAGED, good -> Gzip.of(TEXT));
        zip("that is not compressed", DAMAGED, good -> TEXT);
        zip("with damaged data", DAMAGED, good -> with(good, 60, good[60] ^ 0x55));
        zip(
                "with a wrong data descriptor",
                DAMAGED,
                good -> with(good, descriptor(good) + 4, good[descriptor(good) + 4] ^ 1));
        zip(
                "with a descriptor of another length",
                DAMAGED,
                good -> with(good, descriptor(good) + 12, good[descriptor(good) + 12] ^ 1));
        zip("without a directory", DAMAGED, good -> Arrays.copyOf(good, descriptor(good) + 16));
        zip("encrypted", ENTRIES, good -> with(good, 6, good[6] | 1));
        zip("of another method", ENTRIES, good -> with(good, 8, 12));
        zip("stored with its size behind it", ENTRIES, good -> with(good, 8, 0));
        zip("with no entry", ENTRIES, good -> zipped());
        zip("with two entries", ENTRIES, good -> zipped("a.csv", "b.csv"));
        zip("with a folder and a file", ENTRIES, good -> zipped("x/", "x/a.csv"));
        zip("with names that lead out", ENTRIES, good -> zipped("../../a.csv", "/etc/passwd"));
        zip("stored with a wrong CRC", DAMAGED, good -> with(stored(), 14, stored()[14] ^ 1));
        zip("stored with its content changed", DAMAGED, good -> with(stored(), 200, stored()[200] ^ 1));
        zip("stored, shorter than said", DAMAGED, good -> with(stored(), 19, stored()[19] + 1));
        zip("with a ZIP64 size and no ZIP64 field", DAMAGED, good -> withSizes(stored(), 0xff));
        zip("with an extra field that is longer than said", DAMAGED, good -> with(good, 28, 3));
    }

    private static byte[] with(byte[] good, int offset, int octet) {
        byte[] changed = good.clone();
        changed[offset] = (byte) octet;
        return changed;
    }

    private static byte[] withSizes(byte[] good, int octet) {
        byte[] changed = good.clone();
        Arrays.fill(changed, 18, 26, (byte) octet);
        return changed;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Where {@code PK\7\8} stands. */
    private static int descriptor(byte[] zip) {
        for (int i = zip.length - 4; i > 0; i--) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 7 && zip[i + 3] == 8) {
                return i;
            }
        }
        throw new IllegalArgumentException("no data descriptor");
    }

    private static byte[] zipped(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.endsWith("/") ? new byte[0] : TEXT);
                zip.closeEntry();
            }
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] stored() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            CRC32 crc = new CRC32();
            crc.update(TEXT);
            ZipEntry entry = new ZipEntry("a.csv");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(TEXT.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(TEXT);
            zip.closeEntry();
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
