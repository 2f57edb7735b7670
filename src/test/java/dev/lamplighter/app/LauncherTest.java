package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/lamplighter} before it becomes Java, which here only says in which locale it was started; Maven is a stand-in, too. */
final class LauncherTest {
    private static final String STAND_IN = "sandbox/src/main/java/Three.java";

    @TempDir
    private Path home;

    private String localeOfJava(Map<String, String> environment) throws Exception {
        Files.createDirectories(home.resolve("lib"));
        return run("check", environment);
    }

    private String run(String command, Map<String, String> environment) throws Exception {
        return run(command, environment, "printf %s \"${LC_ALL:-}\"");
    }

    private String run(String command, Map<String, String> environment, String java) throws Exception {
        script(home.resolve("jdk/bin/java"), java);
        Files.createDirectories(home.resolve("bin"));
        Path launcher = Files.copy(
                Path.of("bin/lamplighter"), home.resolve("bin/lamplighter"), StandardCopyOption.REPLACE_EXISTING);
        List<String> line = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        line.addAll(List.of(command.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static void script(Path file, String line) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Sources that are older than anything that is built, and a Maven that notes its calls and leaves what it would. */
    private void checkout() throws IOException {
        script(
                home.resolve("mvnw"),
                "echo \"$*\" >> called; mkdir -p target/lamplighter/lib; echo jar >"
                        + " target/lamplighter/lib/lamplighter.jar; case $* in *skip.trino*) ;; *) mkdir -p"
                        + " target/trino/main ;; esac");
        for (String source :
                List.of("pom.xml", "src/main/java/One.java", "src/main/java/Two.java", STAND_IN, "src/trino/pom.xml")) {
            Files.createDirectories(home.resolve(source).resolveSibling("."));
            Files.writeString(home.resolve(source), "source");
        }
        for (String edited : List.of("application.properties", "windows.yaml", "routes/mine.camel.yaml")) {
            Files.createDirectories(home.resolve(edited).resolveSibling("."));
            Files.writeString(home.resolve(edited), "the operator's");
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.toList()) {
                changedAt(path, Instant.parse("2026-01-01T00:00:00Z"));
            }
        }
    }

    private static void changedAt(Path path, Instant time) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(time));
    }

    /** How often Maven has been called. */
    private int builds() throws IOException {
        return Files.readAllLines(home.resolve("called")).size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", ""})
    void withoutALocaleFilesBeyondAsciiCanBeOpened(String none) throws Exception {
        assertThat(localeOfJava(Map.of("LANG", none))).isEqualTo("C.UTF-8");
    }

    @Test
    void aLocaleIsLeftAsItIs() throws Exception {
        assertThat(localeOfJava(Map.of("LANG", "C", "LC_ALL", "de_DE.UTF-8"))).isEqualTo("de_DE.UTF-8");
    }

    @Test
    void aCheckoutIsBuiltOnceAndNotAgainWhileNothingChanges() throws Exception {
        checkout();

        run("check", Map.of());
        run("check", Map.of());
        run("costs", Map.of());

        assertThat(Files.readAllLines(home.resolve("called")))
                .singleElement()
                .asString()
                .contains("-Dskip.trino package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java/One.java", STAND_IN})
    void aChangedSourceOrPomIsBuilt(String changed) throws Exception {
        checkout();
        run("check", Map.of());

        changedAt(home.resolve(changed), Instant.now().plusSeconds(2));
        run("check", Map.of());

        assertThat(builds()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"costs convert --help", "sandbox -h", "--version"})
    void helpBuildsAndPreparesNothing(String help) throws Exception {
        checkout();
        run("check", Map.of());

        changedAt(home.resolve("pom.xml"), Instant.now().plusSeconds(2));
        assertThat(run(help, Map.of())).doesNotContain("building", "preparing");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aSourceThatIsGoneIsBuilt() throws Exception {
        checkout();
        run("check", Map.of());
        changedAt(home.resolve("target/lamplighter/lib/lamplighter.jar"), Instant.parse("2026-01-02T00:00:00Z"));

        Files.delete(home.resolve("src/main/java/Two.java"));
        run("check", Map.of());

        assertThat(builds()).isEqualTo(2);
    }

    /** They are read where they are. */
    @ParameterizedTest
    @ValueSource(strings = {"application.properties", "windows.yaml", "routes/mine.camel.yaml"})
    void whatAnOperatorEditsIsNotBuilt(String edited) throws Exception {
        checkout();
        run("check", Map.of());

        changedAt(home.resolve(edited), Instant.now().plusSeconds(2));
        run("check", Map.of());

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theSandboxHasTrinoBuiltOnceAndAgainWhenItsPomChanges() throws Exception {
        checkout();
        run("check", Map.of());

        run("sandbox", Map.of());
        run("sandbox", Map.of());
        assertThat(builds()).isEqualTo(2);

        changedAt(home.resolve("src/trino/pom.xml"), Instant.now().plusSeconds(2));
        run("check", Map.of());
        assertThat(builds()).isEqualTo(2);
        run("sandbox", Map.of());
        assertThat(builds()).isEqualTo(3);
    }

    /** Its own archive and that of the service in it, which "run" and every verb start from as well. */
    @Test
    void theFirstSandboxThatIsWatchedPreparesArchivesOfClasses() throws Exception {
        checkout();
        assertThat(sandboxOfJava17("sandbox --once")).doesNotContain("preparing", "-XX:SharedArchiveFile");

        assertThat(sandboxOfJava17("sandbox"))
                .contains("preparing for Java 17.0.1 (once)", "-XX:SharedArchiveFile=" + archive("sandbox"));
        assertThat(sandboxOfJava17("status")).contains("-XX:SharedArchiveFile=" + archive("service"));
        assertThat(sandboxOfJava17("sandbox"))
                .doesNotContain("preparing")
                .contains("-XX:SharedArchiveFile=" + archive("sandbox"));
        try (Stream<Path> left = Files.list(home.resolve("target/lamplighter"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("lib", "sandbox-17.0.1.jsa", "service-17.0.1.jsa");
        }
    }

    /** Java would refuse it. */
    @Test
    void anArchiveOfAnotherBuildIsNotUsed() throws Exception {
        checkout();
        sandboxOfJava17("sandbox");

        changedAt(home.resolve("pom.xml"), Instant.now().plusSeconds(2));

        assertThat(sandboxOfJava17("sandbox")).doesNotContain("preparing", "-XX:SharedArchiveFile");
    }

    /** No archive, but the sandbox starts. */
    @Test
    void whatCanNotBePreparedCostsNothingElse() throws Exception {
        checkout();
        assertThat(sandboxOfJava17("sandbox", "exit 1")).contains("preparing").contains("-Xshare:auto");

        try (Stream<Path> left = Files.list(home.resolve("target/lamplighter"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("lib");
        }
    }

    /** The process that converts uses the archive of "costs", and runs without. */
    @Test
    void theServiceHasCompactHeadersWhereJavaHasThemAndCommandsOfCostsHaveNone() throws Exception {
        checkout();

        assertThat(ofJava("25.0.3", "run", "exit 0")).contains("-XX:+UseCompactObjectHeaders", "-XX:-UsePerfData");
        assertThat(ofJava("25.0.3", "costs", "exit 0")).doesNotContain("UseCompactObjectHeaders", "UsePerfData");
        assertThat(ofJava("17.0.1", "run", "exit 0")).doesNotContain("UseCompactObjectHeaders");
        assertThat(ofJava("17.0.15", "run", "exit 0"))
                .contains("-XX:TrimNativeHeapInterval=60000", "-XX:GuaranteedSafepointInterval=0");
        assertThat(ofJava("17.0.8", "run", "exit 0")).as("doesn't know it").doesNotContain("TrimNativeHeapInterval");
        assertThat(ofJava("25.0.3", "costs", "exit 0")).doesNotContain("TrimNativeHeapInterval");
    }

    private String sandboxOfJava17(String command) throws Exception {
        return sandboxOfJava17(command, "\"$HOME/bin/lamplighter\" run; touch \"$archive\"; exit 0");
    }

    /**
     * What is said, with the arguments of Java at its end.
     *
     * @param firstLight what the sandbox does that is to write an archive
     */
    private String sandboxOfJava17(String command, String firstLight) throws Exception {
        return ofJava("17.0.1", command, firstLight);
    }

    private String ofJava(String version, String command, String firstLight) throws Exception {
        Files.createDirectories(home.resolve("jdk"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
        return run(
                command,
                Map.of("HOME", home.toString()),
                "for word; do case $word in -XX:ArchiveClassesAtExit=*) archive=${word#*=} ;; esac; done; case $* in"
                        + " *--until-light*) " + firstLight + " ;;"
                        + " *) if [ -n \"${archive:-}\" ]; then touch \"$archive\"; fi ;; esac; echo \"$*\"");
    }

    private Path archive(String kind) {
        return home.resolve("target/lamplighter/" + kind + "-17.0.1.jsa");
    }

    @Test
    void aPackageShowsItsSandboxAtOnceAndPreparesItWhenAsked() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/lamplighter.jar"), "jar");
        changedAt(home.resolve("lib/lamplighter.jar"), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(sandboxOfJava17("sandbox")).doesNotContain("preparing").contains("-Xshare:auto");

        assertThat(sandboxOfJava17("prepare")).contains("preparing for Java 17.0.1 (once)");

        for (String kind : List.of("sandbox", "service", "costs")) {
            Path made = home.resolve(kind + "-17.0.1.jsa");
            assertThat(sandboxOfJava17(kind.replace("service", "status"))).contains("-XX:SharedArchiveFile=" + made);
        }
    }

    /** With few jars and an archive of its own; what it leaves is done by the whole program. */
    @Test
    void aRunningServiceCarriesOutCommandsForASmallClient() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("work"));
        Files.writeString(home.resolve("application.properties"), "state.folder=state\n");
        String java =
                "case $* in *CommandClient*) echo \"client $*\"; exit ${CLIENT:-0} ;; *) echo \"whole $*\" ;; esac";

        assertThat(run("status", Map.of(), java)).startsWith("whole ");
        Files.createDirectories(home.resolve("state"));
        Files.writeString(home.resolve("state/lamplighter.pid"), "1");
        assertThat(run("status", Map.of(), java))
                .startsWith("client ")
                .contains("-cp " + home.toRealPath() + "/lib/lamplighter.jar:")
                .endsWith(" dev.lamplighter.app.command.CommandClient status\n")
                .doesNotContain("whole");
        assertThat(run("windows why i-1", Map.of(), java)).startsWith("client ");
        assertThat(run("status", Map.of("CLIENT", "100"), java))
                .startsWith("client ")
                .contains("\nwhole ")
                .endsWith("-cp " + home.toRealPath() + "/lib/* dev.lamplighter.app.Lamplighter status\n");
        for (String all :
                List.of("windows next", "costs report", "status --help", "status --properties x", "status @x")) {
            assertThat(run(all, Map.of(), java)).as(all).startsWith("whole ");
        }
        assertThat(run("status", Map.of("LAMPLIGHTER_LOG", "DEBUG"), java)).startsWith("whole ");
    }

    @Test
    void anInstalledProgramHasItsHomeElsewhereAndFindsItsJarsThere() throws Exception {
        Path etc = Files.createDirectories(home.resolve("etc/ext"));
        Files.createDirectories(home.resolve("lib"));
        Map<String, String> installed =
                Map.of("LAMPLIGHTER_HOME", home.resolve("etc").toString());
        String program = home.toRealPath().toString();
        String arguments = "echo \"$*\"";

        assertThat(run("check", installed, arguments))
                .contains("-Dlamplighter.home=" + home.resolve("etc") + " -Dlamplighter.program=" + program + " ")
                .contains("-cp " + program + "/lib/* dev.lamplighter");
        Files.writeString(etc.resolve("mail.jar"), "jar");
        assertThat(run("check", installed, arguments)).contains("-cp " + program + "/lib/*:" + etc + "/* dev");
    }

    /** A build that fails leaves nothing that the next call takes for its result. */
    @Test
    void aBuildThatFailsIsTriedAgain() throws Exception {
        checkout();
        run("check", Map.of());
        changedAt(home.resolve("pom.xml"), Instant.now().plusSeconds(2));
        script(home.resolve("mvnw"), "echo \"$*\" >> called; exit 1");

        assertThatThrownBy(() -> run("check", Map.of())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> run("check", Map.of())).isInstanceOf(AssertionError.class);

        assertThat(builds()).isEqualTo(3);
    }
}
