package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PackageCommandTest {
    private static final String STARTUP =
            "<Startup><Commands><Install><Folder>wowza</Folder></Install></Commands></Startup>";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path home;

    private Path source;
    private Path zip;

    @BeforeEach
    void writePackage() throws IOException {
        source = home.resolve("origin");
        zip = home.resolve("origin.zip");
        Files.createDirectories(source.resolve("wowza/conf"));
        Files.createDirectories(source.resolve("wowza/applications"));
        Files.writeString(source.resolve("startup.xml"), STARTUP);
        Files.writeString(source.resolve("wowza/conf/Server.xml"), "<Server/>");
    }

    private int run(Object... words) {
        out.getBuffer().setLength(0);
        String[] texts = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            texts[i] = words[i].toString();
        }
        return new CommandLine(new PackageCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
    }

    @Test
    void aPackageIsBuiltCheckedImportedAndBuiltAgainToTheSameBytes() throws IOException {
        assertThat(run("build", source, "--out", zip)).isZero();
        assertThat(out.toString())
                .matches("\\S+/origin\\.zip  wowza-zip, \\d+ of 16,384 bytes, SHA-256 [0-9a-f]{64}\\R");

        assertThat(run("check", zip)).isZero();
        assertThat(out.toString()).matches("all well, wowza-zip, \\d+ of 16,384 bytes\\R");

        Path again = home.resolve("again");
        assertThat(run("import", zip, "--out", again)).isZero();
        assertThat(again.resolve("wowza/applications")).isEmptyDirectory();
        assertThat(again.resolve("startup.xml")).hasContent(STARTUP);

        assertThat(run("build", again, "--out", home.resolve("2.zip"))).isZero();
        assertThat(home.resolve("2.zip")).hasBinaryContent(Files.readAllBytes(zip));
    }

    @Test
    void aMistakeIsOneLineAndNothingIsWritten() throws IOException {
        Files.delete(source.resolve("startup.xml"));

        assertThat(run("build", source, "--out", zip)).isEqualTo(1);

        assertThat(out.toString().lines().toList())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("PACKAGE-020  " + source + "  no startup.xml: "),
                        line -> assertThat(line).isEqualTo("1 to mend"));
        assertThat(zip).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        assertThat(run("check", home.resolve("orign"))).isEqualTo(1);

        assertThat(out.toString())
                .startsWith("PACKAGE-001  " + home.resolve("orign") + "  can't be read: no such file");
    }

    @Test
    void userDataInBase64IsEncodedOnceAndCanBeImported() throws IOException {
        Path text = home.resolve("user-data.txt");
        run("build", source, "--out", zip);
        run("build", source, "--out", text, "--base64");

        assertThat(Base64.getDecoder().decode(Files.readString(text))).isEqualTo(Files.readAllBytes(zip));
        assertThat(run("import", text)).isZero();
        assertThat(home.resolve("user-data/startup.xml")).hasContent(STARTUP);
    }

    @Test
    void aFolderWithSomethingInItIsNotImportedInto() {
        run("build", source, "--out", zip);

        assertThat(run("import", zip)).isEqualTo(1);

        assertThat(err.toString()).contains("PACKAGE-060  " + source + "  something is there");
    }

    @Test
    void aValueThatAScriptCouldReadMoreIntoIsRefused() {
        assertThat(run("check", source, "--value", "origin.address=a; reboot")).isEqualTo(1);

        assertThat(err.toString()).contains("PACKAGE-052  --value origin.address  got \"a; reboot\": ");
    }

    @Test
    void aCommandThatIsMissingIsUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("build", source)).isEqualTo(2);
    }
}
