package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.app.settings.RefusedConfigurationException;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value that can't be used costs: its default, its area, or, of very few keys, everything. */
final class BadSettingsTest {
    private static final InstallDirectory HOME =
            new InstallDirectory(Path.of("").toAbsolutePath());

    @TempDir
    private Path folder;

    private Configuration load(String... lines) throws IOException {
        return load(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private Configuration load(byte[] bytes) throws IOException {
        return Configuration.load(HOME, List.of(Files.write(folder.resolve("my.properties"), bytes)));
    }

    private String mine(int line) {
        return folder.resolve("my.properties") + ":" + line;
    }

    private static List<SetAside.Entry> entries(Configuration configuration) {
        return configuration.setAside().entries();
    }

    /** Key, what is written, the area, what holds instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "panel.brightness | bright | light | 0.2",
                "panel.brightness | NaN | light | 0.2",
                "panel.brightness | 0,5 | light | 0.2",
                "panel.gamma | 1 000 | light | 2.2222",
                "panel.max-milliamps | 99999999999999 | light | 1000",
                "panel.palette | safer | light | classic",
                "panel.motion | ful | light | full",
                "panel.heartbeat | yes | light | false",
                "panel.quiet-hours | 22-7 | light | ",
                "panel.quiet-hours | 25:00-07:00 | light | ",
                "panel.quiet-zone | Europe/Berlim | light | ",
                "panel.quiet-brightness | -1 | light | 0.05",
                "panel.release-after | 99999999999d | light | 24h",
                "panel.release-after | 99999999999999999999d | light | 24h",
                "panel.colour.running | #12 | light | ",
                "panel.colour.runing | #0000ff | light | ",
                "panel.pin.web | left | light | ",
                "light.poll-period | 0s | light | 10s",
                "light.poll-period | -5s | light | 10s",
                "light.poll-period | 10 s | light | 10s",
                "light.describe-period | often | light | 5m",
                "light.page-size | 4 | light | 1000",
                "windows.reconcile-period | 0 | windows | 30s",
                "windows.reconcile-period | 2d | windows | 30s",
                "windows.start-wait | 1y | windows | 3m",
                "windows.start-poll | 0 | windows | 5s",
                "state.lease | 1s | settings | 10s",
                "alerts.period | never | settings | 5s",
                "health.failures-until-down | 0 | settings | 1",
                "health.quiet-at-most.light-poll | soon | settings | 5m",
                "health.quiet-at-most.mine | soon | settings | ",
                "cost.text.enabled | maybe | costs | false",
                "cost.text.line-breaks | keep | costs | refuse",
                "cost.poll-period | 0s | costs | 15m",
                "cost.overdue-after | 2 days | costs | 2d",
                "cost.convert.memory | 1 | costs | 256",
                "cost.query.months | 0 | costs | 6",
                "cost.anomaly.days | 15 | costs | 7",
                "cost.anomaly.score | high | costs | 3.5",
                "cost.commitment.coverage-below | most | costs | 70",
                "cost.commitment.expiring-days | 0 | costs | 30",
                "cost.budget.red | 500 | costs | ",
                "cost.athena.price-per-tb | five | costs | 5",
                "cost.athena.timeout | 0s | costs | 10m",
                "cost.query.timeout | 0s | costs | ",
                "cost.answers-daily.cron | 0 6 * * * | costs | 0 30 6 * * ?",
                "cost.letter.weekly.cron | monday | costs | 0 0 7 ? * MON",
                "cost.letter.monthly.enabled | yes please | costs | false",
                "cost.keep-versions | all | costs | 1000",
                "cost.keep-days | 36500 | costs | 3650",
            })
    void withASafeDefaultCostsThatValueAlone(String key, String written, String area, String instead)
            throws IOException {
        Configuration configuration = load("# mine", key + "=" + written);

        assertThat(entries(configuration)).singleElement().satisfies(entry -> {
            assertThat(entry.area()).isEqualTo(area);
            assertThat(entry.stopsArea()).isFalse();
            assertThat(entry.problem().where()).isEqualTo(mine(2));
            assertThat(entry.problem().what()).startsWith(key + " got \"");
            assertThat(entry.problem().fix()).contains("; meanwhile it is " + (instead == null ? "left out" : instead));
        });
        assertThat(configuration.settings().text(key, "")).isEqualTo(instead == null ? "" : instead);
        String inRoutes = key.equals("windows.start-poll") ? "5000" : instead; // a delay is a number there
        assertThat(configuration.properties().getProperty(key, "")).isEqualTo(inRoutes == null ? "" : inRoutes);
        assertThat(configuration.examined().fatal()).isEmpty();
    }

    /** With less of its filter it would count what it isn't about. */
    @ParameterizedTest
    @ValueSource(strings = {"cost.budget.red.filter=teem:red", "cost.budget.red.fliter=tag:team=red"})
    void aBudgetWithABadFilterIsLeftOutAndNoOther(String line) throws IOException {
        Configuration configuration = load("cost.budget.red=500 USD", line, "cost.budget.blue=5 USD");

        assertThat(entries(configuration)).singleElement().satisfies(entry -> {
            assertThat(entry.stopsArea()).isFalse();
            assertThat(entry.problem().where()).isEqualTo(mine(2));
        });
        assertThat(configuration.settings().under("cost.budget.")).containsOnlyKeys("blue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "light | panel.type=unicorn-hatt",
                "light | panel.size=16*8",
                "light | panel.rotation=45",
                "light | panel.spi-device=/dev/sda",
                "light | panel.i2c-bus=x",
                "light | panel.i2c-address=74",
                "light | panel.leds0-panel=hat",
                "light | panel.overflow=aggregate",
                "light | panel.pixels-file=a\\u0000b",
                "light | light.source.mine.region=Frankfurt",
                "light | light.source.mine.regoin=eu-central-1",
                "windows | windows.journal.url=mysql://db",
                "windows | windows.file=a\\u0000b",
                "http | http.port=99999",
                "http | http.port=80 80",
                "costs | cost.enabled=ja",
            })
    void withoutASafeDefaultSetsItsAreaAside(String area, String line) throws IOException {
        Configuration configuration = load(line);

        assertThat(configuration.setAside().stoppedAreas()).containsExactly(area);
        assertThat(entries(configuration))
                .allSatisfy(entry -> assertThat(entry.problem().where())
                        .isIn(mine(1), "application.properties:" + lineOf("panel.aggregate-tag")));
        assertThat(configuration.examined().fatal()).isEmpty();
    }

    private static int lineOf(String key) throws IOException {
        List<String> lines = Files.readAllLines(HOME.applicationProperties());
        return lines.indexOf(lines.stream()
                        .filter(line -> line.startsWith(key + "="))
                        .findFirst()
                        .orElseThrow())
                + 1;
    }

    @Test
    void ofTwoSourcesOneGoesOn() throws IOException {
        Configuration configuration = load(
                "light.source.good.region=eu-central-1",
                "light.source.bad.region=Frankfurt",
                "light.source.bad.role-arn=arn:aws:iam::123456789012:role/lamplighter");

        assertThat(configuration.setAside().stoppedAreas()).isEmpty();
        assertThat(configuration.settings().under("light.source.")).containsOnlyKeys("good.region");
    }

    @Test
    void costsThatAreOnAndNothingElseMissFiveKeysAtOnceAndAreTreatedAsOff() throws IOException {
        Configuration configuration = load("cost.enabled=true");

        assertThat(configuration.setAside().stoppedAreas()).containsExactly("costs");
        assertThat(entries(configuration))
                .extracting(entry -> entry.problem().what())
                .containsExactlyInAnyOrder(
                        "cost.source has no value",
                        "cost.report-name has no value",
                        "cost.target has no value",
                        "cost.athena.database has no value",
                        "cost.athena.output has no value");
        assertThat(entries(configuration).get(0).problem().where())
                .matches("application\\.properties:" + lineOf("cost.target"));
        assertThat(configuration.settings().flag("cost.enabled", true)).isFalse();
        assertThat(configuration.properties()).containsEntry("cost.enabled", "false");
        assertThatThrownBy(() -> configuration.require(SetAside.COSTS))
                .isInstanceOf(RefusedConfigurationException.class)
                .satisfies(refused -> assertThat(((RefusedConfigurationException) refused).problems())
                        .hasSize(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws.region=Frankfurt", "state.folder=a\\u0000b"})
    void nothingBeginsWithoutTheseAndAllLinesAreToldAtOnce(String line) throws IOException {
        Configuration configuration = load("panel.brightness=bright", line, "http.port=x");

        assertThat(configuration.refused())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(mine(1), mine(2), mine(3));
        assertThatThrownBy(() -> new Service(configuration, verbs -> verbs).run())
                .isInstanceOf(RefusedConfigurationException.class)
                .satisfies(refused -> assertThat(((RefusedConfigurationException) refused).problems())
                        .isEqualTo(configuration.refused()));
    }

    @Test
    void aSystemPropertyIsNamedAsThePlace() throws IOException {
        System.setProperty("panel.brightness", "dim");
        try {
            assertThat(entries(load("panel.brightness=1")))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.problem().where()).isEqualTo("system property"));
        } finally {
            System.clearProperty("panel.brightness");
        }
    }

    @Test
    void aByteOfWindows1252CostsNothingInACommentAndARemarkInAValue() throws IOException {
        Charset windows = Charset.forName("windows-1252");
        Configuration configuration =
                load("# für das Büro\npanel.aggregate-tag=Gerät\npanel.brightness=0.5\n".getBytes(windows));

        assertThat(configuration.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.line()).startsWith("CONFIG-023  " + mine(2) + "  not UTF-8"));
        assertThat(configuration.settings().text("panel.aggregate-tag")).isEqualTo("Gerät");
        assertThat(configuration.settings().text("panel.brightness")).isEqualTo("0.5");
        assertThat(entries(configuration)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aMarkContinuedLinesAndEveryEndOfLineAreReadAsJavaDoesAndCounted(String end) throws IOException {
        String text = "\uFEFFpanel.palette=safe" + end + "! c \\" + end + "cost.source = s3://a\\" + end + "   b" + end
                + end + "panel.brightness:dim";

        Configuration configuration = load(text.getBytes(StandardCharsets.UTF_8));

        assertThat(configuration.settings().text("panel.palette")).isEqualTo("safe");
        assertThat(configuration.settings().text("cost.source")).isEqualTo("s3://ab");
        assertThat(entries(configuration))
                .singleElement()
                .satisfies(entry -> assertThat(entry.problem().where()).isEqualTo(mine(6)));
        assertThat(configuration.remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.line()).startsWith("CONFIG-041  " + mine(1)));
    }

    @Test
    void utf16IsReadWithARemark() throws IOException {
        Configuration configuration = load("panel.palette=safe\n".getBytes(StandardCharsets.UTF_16));

        assertThat(configuration.settings().text("panel.palette")).isEqualTo("safe");
        assertThat(configuration.remarks()).extracting(Problem::code).containsExactly("CONFIG-023");
    }

    @Test
    void aKeyTwiceIsARemarkWithBothLinesAndABadEscapeCostsItsLine() throws IOException {
        Configuration configuration =
                load("panel.palette=classic", "panel.gamma=\\u12", "panel.palette=safe", "panel.brightness=0.5");

        assertThat(configuration.remarks())
                .extracting(Problem::line)
                .satisfiesExactly(
                        escape -> assertThat(escape).startsWith("CONFIG-025  " + mine(2)),
                        twice -> assertThat(twice)
                                .startsWith("CONFIG-024  " + mine(3) + "  key panel.palette again: it is also in "
                                        + mine(1)));
        assertThat(configuration.settings().text("panel.palette")).isEqualTo("safe");
        assertThat(configuration.settings().text("panel.brightness")).isEqualTo("0.5");
    }

    @Test
    void aHugeFileOrAFolderIsOneLine() throws IOException {
        Path huge = Files.write(folder.resolve("huge.properties"), new byte[2 << 20]);

        assertThatThrownBy(() -> Configuration.load(HOME, List.of(huge)))
                .hasMessageStartingWith("CONFIG-011  " + huge)
                .hasMessageContaining("larger than 1 MiB");
        assertThatThrownBy(() -> Configuration.load(HOME, List.of(folder)))
                .hasMessageStartingWith("CONFIG-011  " + folder);
    }

    @Test
    void theShippedSettingsAreAllInOrder() throws IOException {
        Configuration configuration = load("");

        assertThat(configuration.refused()).isEmpty();
        assertThat(configuration.remarks()).isEmpty();
        assertThat(configuration.unknownKeys()).isEmpty();
    }
}
