package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each type of setting takes, and what it says of the rest. */
final class SettingsTest {
    private static final Path HOME = Path.of("/home/lamplighter");

    private static Settings of(String value) {
        return new Settings(Map.of("a.key", value), HOME);
    }

    private static void refuses(ThrowingCallable read, String... said) {
        assertThatThrownBy(read).isInstanceOf(ProblemException.class).hasMessageContainingAll(said);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "250, PT0.25S",
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "1h30m, PT1H30M",
        "1d2h3m4s5ms, PT26H3M4.005S"
    })
    void durationsAreWrittenAsInCamel(String text, Duration duration) {
        assertThat(Settings.parseDuration(text)).isEqualTo(duration);
        assertThat(of(text).duration("a.key", Duration.ofDays(9))).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5x", "x5s", "5s-", "5s 5s", "-5s", "1.5h", "99999999999999999999d"})
    void nothingElseIsADuration(String text) {
        assertThatThrownBy(() -> Settings.parseDuration(text)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatIsAbsentOrBlankIsTheDefault() {
        for (Settings settings : List.of(of("  "), new Settings(Map.of(), HOME))) {
            assertThat(settings.optional("a.key")).isEmpty();
            assertThat(settings.text("a.key", "other")).isEqualTo("other");
            assertThat(settings.flag("a.key", true)).isTrue();
            assertThat(settings.integer("a.key", 7, 1, 9)).isEqualTo(7);
            assertThat(settings.number("a.key", 0.5, 0, 1)).isEqualTo(0.5);
            assertThat(settings.duration("a.key", Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
            assertThat(settings.path("a.key", "work")).isEqualTo(HOME.resolve("work"));
            refuses(() -> settings.text("a.key"), "CONFIG-001", "a.key");
        }
    }

    @Test
    void textIsWithoutBlanksAround() {
        assertThat(of(" x ").text("a.key")).isEqualTo("x");
        assertThat(of(" x ").text("a.key", "other")).isEqualTo("x");
        assertThat(of(" x ").optional("a.key")).contains("x");
    }

    @Test
    void flagsAreTrueOrFalse() {
        assertThat(of("true").flag("a.key", false)).isTrue();
        assertThat(of("false").flag("a.key", true)).isFalse();
        refuses(() -> of("yes").flag("a.key", true), "CONFIG-002", "got \"yes\"", "true or false");
    }

    @Test
    void integersKeepTheirBounds() {
        assertThat(of("3").integer("a.key", 7, 3, 9)).isEqualTo(3);
        assertThat(of("9").integer("a.key", 7, 3, 9)).isEqualTo(9);
        for (String text : List.of("2", "10", "4.5", "four")) {
            refuses(() -> of(text).integer("a.key", 7, 3, 9), "CONFIG-002", "a whole number in 3..9");
        }
    }

    @Test
    void numbersKeepTheirBounds() {
        assertThat(of("0.25").number("a.key", 0.5, 0.25, 1)).isEqualTo(0.25);
        assertThat(of("1").number("a.key", 0.5, 0.25, 1)).isEqualTo(1);
        for (String text : List.of("0.24", "1.01", "NaN", "half")) {
            refuses(() -> of(text).number("a.key", 0.5, 0.25, 1), "CONFIG-002", "a number in 0.25..1.0");
        }
    }

    @Test
    void durationsKeepTheirBounds() {
        Duration shortest = Duration.ofSeconds(90);
        Duration longest = Duration.ofDays(2);
        assertThat(of("90s").duration("a.key", Duration.ZERO, shortest, longest))
                .isEqualTo(shortest);
        assertThat(of("2d").duration("a.key", Duration.ZERO, shortest, longest)).isEqualTo(longest);
        for (String text : List.of("89999ms", "2d1ms", "soon")) {
            refuses(() -> of(text).duration("a.key", Duration.ZERO, shortest, longest), "CONFIG-002", "in 1m30s..2d");
        }
        refuses(() -> of("x").duration("a.key", Duration.ZERO, Duration.ZERO, Duration.ofHours(25)), "in 0s..25h");
        assertThat(of("3650d").duration("a.key", Duration.ZERO)).isEqualTo(Duration.ofDays(3650));
        refuses(() -> of("3651d").duration("a.key", Duration.ZERO), "in 0s..3650d");
    }

    @Test
    void aNearMissIsAnsweredWithASuggestion() {
        List<String> allowed = List.of("terminal", "spi", "i2c");
        assertThat(of("spi").oneOf("a.key", "i2c", allowed)).isEqualTo("spi");
        refuses(
                () -> of("terminl").oneOf("a.key", "i2c", allowed),
                "one of terminal, spi, i2c",
                "did you mean terminal?");
        refuses(() -> of("hologramme").oneOf("a.key", "i2c", allowed), "write one of these");
    }

    @Test
    void anUnknownPartOfAFamilyIsToldWithWhatIsAllowed() {
        List<String> allowed = List.of("to", "from");
        Problem misspelt =
                Settings.unknownPart("alerts.mail.form", "form", allowed).problem();
        assertThat(misspelt.why()).isEqualTo("allowed behind alerts.mail. is one of to, from");
        assertThat(misspelt.fix()).isEqualTo("did you mean alerts.mail.from?");
        assertThat(Settings.unknownPart("alerts.mail.hologramme", "hologramme", allowed)
                        .problem()
                        .fix())
                .isEqualTo("remove it");
        Problem empty = Settings.unknownPart("alerts.mail.", "", allowed).problem();
        assertThat(empty.why()).isEqualTo("it needs one of to, from behind a dot");
        assertThat(empty.fix()).isEqualTo("remove it");
    }

    @Test
    void relativePathsLieInTheHomeFolder() {
        assertThat(of("x/../y").path("a.key", "work")).isEqualTo(HOME.resolve("y"));
        assertThat(of("/var/y").path("a.key", "work")).isEqualTo(Path.of("/var/y"));
        assertThat(of("").home()).isEqualTo(HOME);
    }

    @Test
    void valuesAreReplacedTakenAwayAndFoundByPrefix() {
        Settings settings = new Settings(Map.of("a.b", " 1 ", "a.c", "2", "b.d", "3"), HOME);

        assertThat(settings.under("a.")).containsExactlyInAnyOrderEntriesOf(Map.of("b", "1", "c", "2"));
        assertThat(settings.has("a.b")).isTrue();
        assertThat(settings.without("a.b").has("a.b")).isFalse();
        assertThat(settings.without("a.b").values()).isEqualTo(Map.of("a.c", "2", "b.d", "3"));
        assertThat(settings.with(Map.of("a.c", "4")).values()).isEqualTo(Map.of("a.b", " 1 ", "a.c", "4", "b.d", "3"));
    }
}
