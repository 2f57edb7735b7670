package dev.lamplighter.window.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceholderValuesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writePackage() throws IOException {
        BadPackage.writeGood(folder);
        Files.writeString(
                folder.resolve("wowza/conf/Origin.xml"),
                "<Origin>rtmp://{{origin.address}}/live</Origin><Slot>{{slot.name}}-{{slot.number}}</Slot>"
                        + "<Größe>{{.State}} ${HOME}</Größe>");
    }

    private UserData repeater(String number) {
        PlaceholderValues values = new PlaceholderValues(
                Map.of("origin.address", "203.0.113.7", "slot.name", "repeater", "slot.number", number));
        return CheckedStartupPackage.build(folder, values).userData().orElseThrow();
    }

    private static String origin(UserData userData) {
        return new String(
                PackageZipReader.read("x", userData.bytes(), new PackageFindings(), true)
                        .file("wowza/conf/Origin.xml")
                        .orElseThrow()
                        .content(),
                StandardCharsets.UTF_8);
    }

    @Test
    void eachMachineGetsItsValuesAndNothingElseIsChanged() {
        assertThat(origin(repeater("2")))
                .isEqualTo("<Origin>rtmp://203.0.113.7/live</Origin><Slot>repeater-2</Slot>"
                        + "<Größe>{{.State}} ${HOME}</Größe>");
    }

    @Test
    void theSameValuesAreTheSameBytesAndOthersAreOthers() {
        assertThat(repeater("2").sha256())
                .isEqualTo(repeater("2").sha256())
                .isNotEqualTo(repeater("3").sha256());
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() throws IOException {
        byte[] jar = {0, '{', '{', 'x', '}', '}', (byte) 0xff};
        Files.write(folder.resolve("wowza/lib.jar"), jar);

        assertThat(PackageZipReader.read("x", repeater("1").bytes(), new PackageFindings(), true)
                        .file("wowza/lib.jar")
                        .orElseThrow()
                        .content())
                .isEqualTo(jar);
    }

    @Test
    void aPackageIsCheckedBeforeItHasValues() {
        CheckedStartupPackage checked = CheckedStartupPackage.check(folder, PlaceholderValues.NONE);

        assertThat(checked.findings().problems()).isEmpty();
    }

    @Test
    void aScriptWhoseNameDependsOnAValueIsLookedForWhenThereIsOne() throws IOException {
        Path startup = folder.resolve("startup.xml");
        Files.writeString(
                startup, Files.readString(startup).replace("scripts/enable-cacti.sh", "scripts/{{slot.name}}.sh"));

        assertThat(CheckedStartupPackage.check(folder, PlaceholderValues.NONE)
                        .findings()
                        .problems())
                .isEmpty();
        assertThat(CheckedStartupPackage.check(folder, new PlaceholderValues(Map.of("slot.name", "enable-cacti")))
                        .findings()
                        .problems())
                .isEmpty();
        assertThat(CheckedStartupPackage.check(folder, new PlaceholderValues(Map.of("slot.name", "repeater")))
                        .findings()
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line())
                        .startsWith("PACKAGE-033  ")
                        .contains("startup.xml:13  \"scripts/repeater.sh\" is not there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "$(reboot)", "a;b", "<a>", "\"", "a\nb", "{{slot.name}}", "ä"})
    void aValueThatAScriptOrXmlCouldReadMoreIntoIsRefused(String value) {
        assertThatThrownBy(() -> new PlaceholderValues(Map.of("origin.address", value)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("PACKAGE-052  --value origin.address");
    }
}
