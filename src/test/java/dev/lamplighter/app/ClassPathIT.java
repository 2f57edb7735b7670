package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build leaves for {@code bin/lamplighter} to run holds no artifact in two versions, whatever was there before. */
final class ClassPathIT {
    private static final Path BUILT = Path.of("target/lamplighter");
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^-]*(?:-[A-Za-z]\\w*)*)\\.jar");

    /** Packages of jars that the POM leaves out. */
    private static final List<String> LEFT_OUT = List.of(
            "org/apache/camel/xml/jaxb/",
            "org/glassfish/jaxb/",
            "com/sun/xml/txw2/",
            "com/sun/istack/",
            "org/xerial/snappy/",
            "org/apache/commons/pool/",
            "javax/annotation/");

    @TempDir
    private Path checkout;

    @Test
    void noArtifactIsThereInTwoVersions() throws IOException {
        Map<String, List<String>> jars = jarsByArtifact(BUILT);

        assertThat(jars).containsKeys("camel-core", "ec2", "parquet-hadoop", "aircompressor", "glue", "lamplighter");
        assertThat(twice(jars)).isEmpty();
    }

    @Test
    void noArtifactOfTheSandboxesEngineIsThereInTwoVersions() throws IOException {
        Map<String, List<String>> jars = jarsByArtifact(Path.of("target/trino"), "main");

        assertThat(jars).containsKeys("trino-main", "lamplighter-trino");
        assertThat(twice(jars)).isEmpty();
    }

    /** The POM leaves out jars; what names their classes all the same is known, and nothing of ours calls it. */
    @Test
    void nothingThatIsUsedNeedsTheJarsThatAreLeftOut() throws IOException {
        Map<String, List<String>> naming = new TreeMap<>();
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            for (Path jar : jars.sorted().toList()) {
                addClassesThatNameThem(naming, jar);
            }
        }

        assertThat(jarsByArtifact(BUILT))
                .doesNotContainKeys(
                        "camel-xml-jaxb", "jaxb-runtime", "snappy-java", "commons-pool", "javax.annotation-api");
        assertThat(naming).containsOnlyKeys("org/xerial/snappy/", "org/apache/commons/pool/", "javax/annotation/");
        assertThat(naming.get("org/xerial/snappy/"))
                .containsOnly(
                        "parquet-hadoop org/apache/parquet/hadoop/DirectCodecFactory",
                        "parquet-hadoop org/apache/parquet/hadoop/codec/SnappyCompressor",
                        "parquet-hadoop org/apache/parquet/hadoop/codec/SnappyDecompressor");
        assertThat(naming.get("org/apache/commons/pool/"))
                .containsOnly("parquet-hadoop org/apache/parquet/hadoop/DirectCodecFactory");
        assertThat(naming.get("javax/annotation/"))
                .allMatch(name -> name.startsWith("parquet-column shaded/parquet/net/openhft/hashing/"));
    }

    private static void addClassesThatNameThem(Map<String, List<String>> naming, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(file -> file.getName().endsWith(".class"))
                    .toList()) {
                String constants = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                String of = artifact(String.valueOf(jar.getFileName())) + " "
                        + entry.getName().replaceFirst("(\\$.*)?\\.class$", "");
                LEFT_OUT.stream()
                        .filter(constants::contains)
                        .forEach(left -> naming.computeIfAbsent(left, key -> new ArrayList<>())
                                .add(of));
            }
        }
    }

    /** Maven on the project's own POM, without sources, offline: all that it copies has been copied into this build before. */
    @Test
    void aCheckoutThatIsUpdatedLosesTheJarsOfBefore() throws Exception {
        Files.copy(Path.of("pom.xml"), checkout.resolve("pom.xml"));
        Path app = checkout.resolve(BUILT);
        List<Path> stale = List.of(
                app.resolve("lib/aircompressor-2.0.2.jar"),
                app.resolve("lib/camel-core-4.17.0.jar"),
                app.resolve("sandbox/glue-2.41.24.jar"));
        for (Path jar : stale) {
            Files.createDirectories(jar.resolveSibling("."));
            Files.writeString(jar, "of the version before");
        }
        assertThat(Path.of("target/lamplighter/lib")).isNotEmptyDirectory();

        build();

        assertThat(stale).noneMatch(Files::exists);
        assertThat(twice(jarsByArtifact(app))).isEmpty();
        assertThat(jarsByArtifact(app)).isEqualTo(withoutOurs(jarsByArtifact(BUILT)));
    }

    /** As {@code bin/lamplighter} builds, but for what it can't do without a network. */
    private void build() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of("mvnw").toAbsolutePath().toString(),
                "--batch-mode",
                "--quiet",
                "--offline",
                "-Daether.enhancedLocalRepository.trackingFilename=none", // wherever they came from
                "--file=" + checkout.resolve("pom.xml"),
                "-Dquick",
                "-Dskip.trino",
                "prepare-package"));
        String repository = System.getProperty("maven.repo.local");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        File said = checkout.resolve("said").toFile();
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        assertThat(maven.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as(Files.readString(said.toPath())).isZero();
    }

    /** Files of both class paths by what they are named without their version: the sandbox's has the service's before it. */
    private static Map<String, List<String>> jarsByArtifact(Path app) throws IOException {
        return jarsByArtifact(app, "lib", "sandbox");
    }

    private static Map<String, List<String>> jarsByArtifact(Path folder, String... parts) throws IOException {
        Map<String, List<String>> jars = new TreeMap<>();
        for (String part : parts) {
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                files.map(file -> file.getFileName().toString())
                        .sorted()
                        .forEach(name -> jars.computeIfAbsent(artifact(name), key -> new ArrayList<>())
                                .add(part + "/" + name));
            }
        }
        return jars;
    }

    private static String artifact(String jar) {
        Matcher versioned = VERSIONED.matcher(jar);
        return versioned.matches() ? versioned.group(1) : jar.replaceFirst("\\.jar$", "");
    }

    private static List<List<String>> twice(Map<String, List<String>> jars) {
        return jars.values().stream().filter(files -> files.size() > 1).toList();
    }

    private static Map<String, List<String>> withoutOurs(Map<String, List<String>> jars) {
        jars.remove("lamplighter");
        return jars;
    }
}
