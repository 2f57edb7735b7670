package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/lamplighter} before it becomes Java, which here only says in which locale it was started. */
final class LauncherTest {
    @TempDir
    private Path home;

    private String localeOfJava(Map<String, String> environment) throws Exception {
        Path java = home.resolve("jdk/bin/java");
        Files.createDirectories(java.resolveSibling("."));
        Files.writeString(java, "#!/bin/sh\nprintf %s \"${LC_ALL:-}\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bin"));
        Path launcher = Files.copy(Path.of("bin/lamplighter"), home.resolve("bin/lamplighter"));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", launcher.toString(), "check");
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
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
}
