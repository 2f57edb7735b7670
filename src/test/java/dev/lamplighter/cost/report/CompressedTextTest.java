package dev.lamplighter.cost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.Gzip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompressedTextTest {
    private static final byte[] TEXT =
            "identity/LineItemId,x\n1,2\n".repeat(200).getBytes(StandardCharsets.UTF_8);

    /** One byte at a time, and {@code available()} always 0, which ends java.util.zip.GZIPInputStream too early. */
    private static InputStream dripping(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static byte[] unzip(byte[] file) throws IOException {
        try (InputStream in = new SingleZipEntry(dripping(file), "file")) {
            return in.readAllBytes();
        }
    }

    @Test
    void isThatOfAllGzipMembersWhateverTheStreamSaysIsAvailable() throws IOException {
        Random random = new Random(7);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int at = 0; at < TEXT.length; ) {
            int end = Math.min(TEXT.length, at + random.nextInt(400));
            members.write(Gzip.of(Arrays.copyOfRange(TEXT, at, end)));
            at = end;
        }
        try (InputStream in = new GzipMembers(dripping(members.toByteArray()), "file")) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void isFoundBehindEveryOptionalGzipHeaderField() throws IOException {
        byte[] plain = Gzip.of(TEXT);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 3);
        file.write(2 | 4 | 8 | 16);
        file.write(plain, 4, 6);
        file.write(new byte[] {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 9, 9});
        file.write(plain, 10, plain.length - 10);

        try (InputStream in = new GzipMembers(dripping(file.toByteArray()), "file")) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void doesNotDependOnTheLengthFieldOfAGzipMember() throws IOException {
        byte[] file = Gzip.of(TEXT);
        file[file.length - 1] ^= 0x7f;

        try (InputStream in = new GzipMembers(dripping(file), "file")) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void isRefusedWhereverAGzipFileIsCutOff() throws IOException {
        byte[] file = Gzip.of(TEXT);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> {
                        try (InputStream in = new GzipMembers(new ByteArrayInputStream(cut), "file")) {
                            in.readAllBytes();
                        }
                    })
                    .as("cut to %d bytes", length)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("COST-010  file");
        }
    }

    private static String gunzipped(byte[]... parts) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            file.write(part);
        }
        try (InputStream in = new GzipMembers(dripping(file.toByteArray()), "file")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** gzip(1): "decompression OK, trailing zero bytes ignored". */
    @ParameterizedTest
    @CsvSource({"1", "511", "70000"})
    void endsBeforeTheZeroBytesBehindTheLastGzipMember(int zeros) throws IOException {
        byte[] twice = Gzip.of(TEXT);

        assertThat(gunzipped(twice, twice, new byte[zeros]))
                .isEqualTo(new String(TEXT, StandardCharsets.UTF_8).repeat(2));
    }

    /** gzip(1) warns of "trailing garbage ignored", and would lose the rows of the second member. */
    @Test
    void isRefusedWithAnythingElseBehindAGzipMember() throws IOException {
        byte[] member = Gzip.of(TEXT);

        assertThatThrownBy(() -> gunzipped(member, new byte[512], member))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-010  file  damaged file: something follows the zero bytes");
        assertThatThrownBy(() -> gunzipped(member, "garbage".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("which gzip calls trailing garbage and drops; it may be rows");
        assertThatThrownBy(() -> gunzipped("a,b".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it doesn't begin as a gzip file does");
    }

    @Test
    void isRefusedWhereverAZipFileIsCutOff() throws IOException {
        byte[] file = javaZip(ZipEntry.DEFLATED);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> unzip(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("COST-010  file");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "8"})
    void isThatOfTheOneEntryWithSizesBeforeOrBehindIt(int method) throws IOException {
        assertThat(unzip(javaZip(method))).isEqualTo(TEXT);
    }

    /** Sizes of 32 or 64 bits, descriptor with or without its signature; the last line has a ZIP64 directory besides. */
    @ParameterizedTest
    @CsvSource({"4,true", "4,false", "8,true", "8,false"})
    void isFoundWithEveryFormOfDataDescriptor(int sizeBytes, boolean signature) throws IOException {
        assertThat(unzip(streamedZip(TEXT, sizeBytes, signature))).isEqualTo(TEXT);
        assertThat(unzip(streamedZip(new byte[0], sizeBytes, signature))).isEmpty();
    }

    @Test
    void isRefusedWhenSomethingFollowsTheZipFile() throws IOException {
        byte[] file = javaZip(ZipEntry.DEFLATED);

        assertThatThrownBy(() -> unzip(Arrays.copyOf(file, file.length + 1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-010  file");
    }

    private static byte[] javaZip(int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("../../no path is used");
            CRC32 crc = new CRC32();
            crc.update(TEXT);
            entry.setMethod(method);
            if (method == ZipEntry.STORED) {
                entry.setSize(TEXT.length);
                entry.setCrc(crc.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(TEXT);
        }
        return bytes.toByteArray();
    }

    /** As a program writes that does not know the size beforehand; APPNOTE.TXT §4.3.6. */
    private static byte[] streamedZip(byte[] content, int sizeBytes, boolean signature) {
        byte[] deflated = new byte[content.length + 64];
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        int length = deflater.deflate(deflated);
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteBuffer file = ByteBuffer.allocate(length + 400).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x04034b50)
                .putShort((short) 45)
                .putShort((short) 8)
                .putShort((short) 8)
                .putInt(0);
        file.putInt(0)
                .putInt(0)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 0)
                .put((byte) 'n');
        file.put(deflated, 0, length);
        if (signature) {
            file.putInt(0x08074b50);
        }
        file.putInt((int) crc.getValue());
        if (sizeBytes == 8) {
            file.putLong(length).putLong(content.length);
        } else {
            file.putInt(length).putInt(content.length);
        }
        file.putInt(0x02014b50)
                .put(new byte[24])
                .putShort((short) 1)
                .put(new byte[16])
                .put((byte) 'n');
        if (sizeBytes == 8) {
            file.putInt(0x06064b50)
                    .putLong(44)
                    .put(new byte[44])
                    .putInt(0x07064b50)
                    .put(new byte[16]);
        }
        file.putInt(0x06054b50)
                .put(new byte[16])
                .putShort((short) 2)
                .put((byte) 'o')
                .put((byte) 'k');
        return Arrays.copyOf(file.array(), file.position());
    }
}
