package dev.lamplighter.sandbox.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

final class S3StandInTest {
    private static final Path JAR = Path.of("target/s3proxy/s3proxy.jar");
    private static final int PART_BYTES = 5 << 20;

    @TempDir
    static Path folder;

    private static S3StandIn standIn;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        standIn = S3StandIn.start(JAR, folder, 0);
        standIn.createBucket("reports");
        s3 = S3Client.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                .httpClient(new AwsHttp())
                .build();
    }

    @AfterAll
    static void stop() {
        s3.close();
        standIn.close();
    }

    @Test
    void listensOnTheLoopbackAddressOnly() {
        assertThat(standIn.endpoint().getHost()).isEqualTo("127.0.0.1");
        assertThat(standIn.endpoint().getPort()).isPositive();
    }

    @Test
    void givesBackTheBytesItWasGivenWithTheirMd5AsETag() {
        put("cur/a.csv", "one,two\n");

        var object = s3.getObjectAsBytes(request -> request.bucket("reports").key("cur/a.csv"));

        assertThat(object.asUtf8String()).isEqualTo("one,two\n");
        assertThat(object.response().eTag()).isEqualTo("\"556c8ffa1e9d3ac78d24b29fc83ca9eb\"");
        assertThat(folder.resolve("reports/cur/a.csv")).hasContent("one,two\n");
    }

    @Test
    void servesAFileLaidIntoTheBucketByHand() throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("reports/by-hand")).resolve("b.txt"), "hello");

        assertThat(text("by-hand/b.txt")).isEqualTo("hello");
    }

    @Test
    void listsByPrefixAndInPages() {
        for (int number = 0; number < 5; number++) {
            put("pages/" + number, "x");
        }
        put("other/0", "x");

        List<String> keys = s3
                .listObjectsV2Paginator(
                        request -> request.bucket("reports").prefix("pages/").maxKeys(2))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();

        assertThat(keys).containsExactly("pages/0", "pages/1", "pages/2", "pages/3", "pages/4");
    }

    @Test
    void joinsThePartsOfAMultipartUpload() {
        byte[] first = new byte[PART_BYTES];
        Arrays.fill(first, (byte) 'a');
        String upload = begin("multi/whole");

        String one = part("multi/whole", upload, 1, first);
        String two = part("multi/whole", upload, 2, "end".getBytes(UTF_8));
        s3.completeMultipartUpload(request -> request.bucket("reports")
                .key("multi/whole")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(completed(1, one), completed(2, two))));

        byte[] whole = s3.getObjectAsBytes(request -> request.bucket("reports").key("multi/whole"))
                .asByteArray();
        assertThat(whole).hasSize(PART_BYTES + 3).endsWith('e', 'n', 'd').startsWith('a', 'a');
    }

    @Test
    void leavesNothingOfAnAbortedUpload() {
        String upload = begin("multi/aborted");
        part("multi/aborted", upload, 1, new byte[] {1, 2, 3});

        s3.abortMultipartUpload(
                request -> request.bucket("reports").key("multi/aborted").uploadId(upload));

        assertThatThrownBy(() -> text("multi/aborted")).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.listMultipartUploads(request -> request.bucket("reports")).uploads())
                .isEmpty();
    }

    @Test
    void refusesAReadOfAnObjectThatHasChanged() {
        put("changing", "before");
        String eTag = s3.headObject(request -> request.bucket("reports").key("changing"))
                .eTag();
        put("changing", "after");

        assertThatThrownBy(() -> s3.getObjectAsBytes(
                        request -> request.bucket("reports").key("changing").ifMatch(eTag)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(412));
    }

    @Test
    void refusesABucketNameThatLeavesTheFolder() {
        assertThatThrownBy(() -> standIn.createBucket("../elsewhere")).hasMessageContaining("../elsewhere");
    }

    @Test
    void saysWhichPortIsTaken() {
        int taken = standIn.endpoint().getPort();

        assertThatThrownBy(() -> S3StandIn.start(JAR, folder, taken))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("SANDBOX-011")
                .hasMessageContaining("127.0.0.1:" + taken);
    }

    @Test
    void saysWhichJarIsMissing() {
        assertThatThrownBy(() -> S3StandIn.start(folder.resolve("none.jar"), folder, 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("SANDBOX-010")
                .hasMessageContaining("none.jar");
    }

    @Test
    void saysWhichJarIsNoS3Proxy() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jar"));

        assertThatThrownBy(() -> S3StandIn.start(empty, folder, 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("SANDBOX-012  " + empty);
    }

    private static void put(String key, String text) {
        s3.putObject(request -> request.bucket("reports").key(key), RequestBody.fromString(text));
    }

    private static String text(String key) {
        return s3.getObjectAsBytes(request -> request.bucket("reports").key(key))
                .asUtf8String();
    }

    private static String begin(String key) {
        return s3.createMultipartUpload(request -> request.bucket("reports").key(key))
                .uploadId();
    }

    private static String part(String key, String upload, int number, byte[] bytes) {
        return s3.uploadPart(
                        request -> request.bucket("reports")
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(bytes))
                .eTag();
    }

    private static CompletedPart completed(int number, String eTag) {
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }
}
