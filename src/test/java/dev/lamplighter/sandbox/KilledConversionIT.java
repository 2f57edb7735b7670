package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * {@code bin/lamplighter costs convert}, ended by SIGKILL and by SIGTERM at random moments: nothing half-made is ever
 * visible, SIGTERM leaves nothing at all, and the run that follows leaves exactly the right objects, no upload and no hidden
 * file. {@code -Dlamplighter.kills=200} for a long run: 25 of each kind.
 */
@Tag("long")
final class KilledConversionIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledConversionIT.class);
    private static final long SEED = 20261122;
    /** Of each kind: by signal, by target. */
    private static final int KILLS = Math.max(1, Integer.getInteger("lamplighter.kills", 4) / 8);

    private static final int FILES = 2;
    /** The first makes an object of two parts: random letters hardly become smaller. */
    private static final int[] ROWS = {40_000, 200};

    private static final int ALL_ROWS = 40_200;
    private static final String MANIFEST = "cur/big/20250201-20250301/big-Manifest.json";
    private static final String FOLDER = "billing_period=2025-02/a1/";

    private final Random random = new Random(SEED);

    @SuppressWarnings("NullAway.Init")
    private static ServiceHome home;

    /** How long an undisturbed run takes. */
    private static long elapsedMs;

    /** Where it converts to, and what is there. */
    private interface Target {
        String uri();

        /** Visible objects. */
        List<Path> objects() throws IOException;

        /** Uploads and hidden files. */
        List<String> leftovers() throws IOException;
    }

    @BeforeAll
    static void prepare() throws Exception {
        home = ServiceHome.unpack("killed-conversion", Map.of());
        ObjectNode manifest = new ObjectMapper().createObjectNode();
        manifest.put("assemblyId", "a1").put("account", "123456789012").put("charset", "UTF-8");
        manifest.put("compression", "GZIP")
                .put("contentType", "text/csv")
                .put("reportName", "big")
                .put("bucket", "some");
        manifest.putObject("billingPeriod").put("start", "20250201T000000.000Z").put("end", "20250301T000000.000Z");
        manifest.putArray("columns").addObject().put("category", "identity").put("name", "LineItemId");
        manifest.withArray("columns").addObject().put("category", "lineItem").put("name", "UnblendedCost");
        manifest.withArray("columns")
                .addObject()
                .put("category", "resourceTags")
                .put("name", "user:noise");
        manifest.putArray("reportKeys");
        for (int file = 1; file <= FILES; file++) {
            String key = "cur/big/20250201-20250301/a1/big-" + file + ".csv.gz";
            manifest.withArray("reportKeys").add(key);
            write(home.path("bucket").resolve(key), file);
        }
        Files.writeString(home.path("bucket").resolve(MANIFEST), manifest.toString());
        Target target = folder("undisturbed");
        assertThat(new Run(target).process.waitFor()).isZero(); // the first run takes longer: it prepares others
        long begin = System.nanoTime();
        assertThat(new Run(target).process.waitFor()).isZero();
        elapsedMs = (System.nanoTime() - begin) / 1_000_000;
        expectRight(target);
    }

    private static void write(Path file, int number) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Random noise = new Random(SEED + number);
        byte[] octets = new byte[225];
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream gzip = new GZIPOutputStream(out, 64 << 10) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                }) {
            gzip.write("identity/LineItemId,lineItem/UnblendedCost,resourceTags/user:noise\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (int row = 0; row < ROWS[number - 1]; row++) {
                noise.nextBytes(octets);
                String line = number + "-" + row + ",0.5," + Base64.getEncoder().encodeToString(octets) + "\n";
                gzip.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static Target folder(String name) {
        Path folder = home.path(name);
        return new Target() {
            @Override
            public String uri() {
                return folder.toUri().toString();
            }

            @Override
            public List<Path> objects() throws IOException {
                return files(folder).stream().filter(file -> !isHidden(file)).toList();
            }

            @Override
            public List<String> leftovers() throws IOException {
                return files(folder).stream()
                        .filter(KilledConversionIT::isHidden)
                        .map(Path::toString)
                        .toList();
            }
        };
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Target bucket(String name) {
        SandboxLake lake = SandboxLake.shared();
        Path folder = lake.bucket(name);
        return new Target() {
            @Override
            public String uri() {
                return "s3://" + name + "/lake";
            }

            @Override
            public List<Path> objects() {
                return lake.s3().listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                        .map(S3Object::key)
                        .map(folder::resolve)
                        .toList();
            }

            @Override
            public List<String> leftovers() {
                return lake.s3().listMultipartUploads(request -> request.bucket(name)).uploads().stream()
                        .map(upload -> upload.key() + " " + upload.uploadId())
                        .toList();
            }
        };
    }

    /** A run of the command. */
    private static final class Run {
        final Process process;

        Run(Target target) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            home.path("bin/lamplighter").toString(),
                            "costs",
                            "convert",
                            "--source",
                            home.path("bucket").toUri().toString(),
                            "--manifest",
                            MANIFEST,
                            "--target",
                            target.uri())
                    .directory(home.path(".").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.path("service.log").toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(key -> key.startsWith("AWS_"));
            environment.put(
                    "AWS_ENDPOINT_URL_S3", SandboxLake.shared().s3Endpoint().toString());
            environment.put("AWS_REGION", "us-east-1");
            environment.put("AWS_ACCESS_KEY_ID", "sandbox");
            environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
            process = builder.start();
        }
    }

    @Test
    void bySigkillIntoAFolder() throws Exception {
        kill(folder("by-sigkill"), false);
    }

    @Test
    void bySigtermIntoAFolder() throws Exception {
        kill(folder("by-sigterm"), true);
    }

    @Test
    void bySigkillIntoABucket() throws Exception {
        kill(bucket("killed-by-sigkill"), false);
    }

    @Test
    void bySigtermIntoABucket() throws Exception {
        kill(bucket("killed-by-sigterm"), true);
    }

    private void kill(Target target, boolean gently) throws Exception {
        long begin = System.nanoTime();
        int kills = 0;
        int left = 0;
        int visible = 0;
        for (int run = 0; kills < KILLS; run++) {
            long delayMs = (long) (elapsedMs * (0.2 + 0.8 * random.nextDouble())); // before, there is only a JVM
            String what = "run " + run + " ended after " + delayMs + " ms, seed " + SEED + ", log "
                    + home.path("service.log");
            Process process = new Run(target).process;
            boolean ended = process.waitFor(delayMs, TimeUnit.MILLISECONDS);
            if (gently) {
                process.destroy();
            } else {
                process.destroyForcibly();
            }
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(what).isTrue();
            if (ended || process.exitValue() == 0) {
                elapsedMs = Math.min(elapsedMs, delayMs); // the machine has less to do than it had before
                expectRight(target);
            } else {
                kills++;
                left += target.leftovers().isEmpty() ? 0 : 1;
                visible += target.objects().isEmpty() ? 0 : 1;
                expectOnlyWhole(target, what);
                if (gently) {
                    assertThat(process.exitValue()).as(what).isEqualTo(143);
                    assertThat(target.leftovers()).as(what).isEmpty();
                    assertThat(target.objects().size()).as(what).isIn(0, FILES);
                }
            }
            assertThat(run).as(what).isLessThan(3 * KILLS + 10);
        }
        assertThat(new Run(target).process.waitFor()).isZero();
        expectRight(target);
        LOG.info(
                "target={} gently={} kills={} leftUnfinished={} leftObjects={} elapsedMs={}",
                target.uri(),
                gently,
                kills,
                left,
                visible,
                (System.nanoTime() - begin) / 1_000_000);
    }

    /** Each object has the rows of its file, all of them. */
    private static void expectOnlyWhole(Target target, String what) throws Exception {
        for (Path object : target.objects()) {
            assertThat(object.toString()).as(what).matches(".*/" + FOLDER + "big-0000[12]\\.zstd\\.parquet");
            int file = Integer.parseInt(object.toString().replaceFirst(".*big-0000([12]).*", "$1"));
            int rows = ROWS[file - 1];
            assertThat(read(List.of(object))).as(what).isEqualTo(rows + " " + rows + " " + file + " " + file);
        }
    }

    private static void expectRight(Target target) throws Exception {
        assertThat(target.leftovers()).isEmpty();
        assertThat(target.objects()).hasSize(FILES);
        assertThat(read(target.objects())).isEqualTo(ALL_ROWS + " " + ALL_ROWS + " 1 2");
    }

    private static String read(List<Path> objects) throws SQLException {
        String files = objects.stream().map(object -> "'" + object + "'").collect(Collectors.joining(", ", "[", "]"));
        List<String> values = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(resource_tags_user_noise), count(DISTINCT identity_line_item_id),"
                                + " min(identity_line_item_id)[1], max(identity_line_item_id)[1] FROM read_parquet("
                                + files + ", hive_partitioning = false)")) {
            row.next();
            for (int column = 1; column <= 4; column++) {
                values.add(row.getString(column));
            }
        }
        return String.join(" ", values);
    }
}
