package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RgbTest {
    @Test
    void readsAndWritesHexadecimalColours() {
        assertThat(Rgb.parse("#0a14FF")).isEqualTo(new Rgb(10, 20, 255));
        assertThat(new Rgb(10, 20, 255).hex()).isEqualTo("#0a14ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#12", "", "red", "#12345", "#1234567", "0000ff", "#00 0ff", "#-0000f"})
    void refusesWhatIsNoColour(String written) {
        assertThatThrownBy(() -> Rgb.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("#rrggbb")
                .hasMessageContaining("\"" + written + "\"");
    }

    @Test
    void refusesChannelsOutsideAByte() {
        assertThatThrownBy(() -> new Rgb(0, 256, 0)).hasMessage("green must be in 0..255, got 256");
        assertThatThrownBy(() -> new Rgb(-1, 0, 0)).hasMessage("red must be in 0..255, got -1");
    }

    @Test
    void dimsWithoutPuttingOut() {
        assertThat(new Rgb(255, 1, 0).dimmedTo(30)).isEqualTo(new Rgb(77, 1, 0));
    }
}
