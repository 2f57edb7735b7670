package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginUserTest {
    @TempDir
    private Path process;

    @Test
    void hasItsNameWhereThereIsOne() {
        assertThat(LoginUser.name("ann", process)).isEqualTo("ann");
        assertThat(LoginUser.name("?", process.resolve("gone"))).isEqualTo("?");
        assertThat(LoginUser.name()).isNotEmpty();
    }

    @Test
    void isANumberWhereTheMachineHasNoNameForIt() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setAttribute(process, "unix:uid", 64_123);
        assertThat(LoginUser.name("?", process)).isEqualTo("64123");
    }
}
