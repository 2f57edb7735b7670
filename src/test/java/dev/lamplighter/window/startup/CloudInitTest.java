package dev.lamplighter.window.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudInitTest {
    @TempDir
    private Path home;

    private CheckedStartupPackage build(String text) throws IOException {
        return CheckedStartupPackage.build(Files.writeString(home.resolve("user-data"), text), PlaceholderValues.NONE);
    }

    private static String ofLength(int length) {
        return "#cloud-config\n" + "#".repeat(length - 14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\n{}",
                "#!/bin/sh\nls\n",
                "#include\nhttps://example.com/x\n",
                "Content-Type: multipart/mixed; boundary=\"x\"\n",
                "MIME-Version: 1.0\n",
                "## template: jinja\n#cloud-config\n{}"
            })
    void isKnownByItsBeginningAndSentAsItIs(String text) throws IOException {
        UserData userData = build(text).userData().orElseThrow();

        assertThat(userData.kind()).isEqualTo(UserDataKind.CLOUD_INIT);
        assertThat(userData.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(text);
        assertThat(Base64.getDecoder().decode(userData.base64())).isEqualTo(userData.bytes());
    }

    @Test
    void isCompressedAbove16384BytesOnly() throws IOException {
        assertThat(build(ofLength(16_384)).userData().orElseThrow().kind()).isEqualTo(UserDataKind.CLOUD_INIT);

        UserData larger = build(ofLength(16_385)).userData().orElseThrow();

        assertThat(larger.kind()).isEqualTo(UserDataKind.CLOUD_INIT_GZIP);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(larger.bytes())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(ofLength(16_385));
        assertThat(larger.sha256())
                .isEqualTo(build(ofLength(16_385)).userData().orElseThrow().sha256());
    }

    @Test
    void isRefusedIfItIsTooLargeCompressed() throws IOException {
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);

        CheckedStartupPackage built = build("#cloud-config\n#" + HexFormat.of().formatHex(noise));

        assertThat(built.findings().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line())
                        .startsWith("PACKAGE-009  ")
                        .contains("bytes, compressed: user data has at most 16,384"));
    }

    @Test
    void whatIsCompressedAlreadyIsCheckedWithin() throws IOException {
        byte[] gzip = build(ofLength(16_385)).userData().orElseThrow().bytes();
        Path file = Files.write(home.resolve("user-data.gz"), gzip);

        assertThat(CheckedStartupPackage.check(file, PlaceholderValues.NONE)
                        .findings()
                        .problems())
                .isEmpty();
    }
}
