package dev.lamplighter.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.Overflow;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignmentSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PanelSettingsTest {
    @Test
    void needsNoSettingAtAll() {
        PanelSettings settings = PanelSettings.of(of(Map.of()));

        assertThat(settings.type()).isEqualTo("auto");
        assertThat(settings.size()).isEqualTo(new PanelGeometry(8, 8));
        assertThat(settings.led())
                .isEqualTo(new LedSettings(PanelBusSettings.USUAL, Rotation.NONE, 0.2, 1 / 0.45, 1000));
        assertThat(settings.pixels())
                .isEqualTo(new PixelAssignmentSettings(
                        Path.of("/home/work/pixels.json"), Duration.ofHours(24), Map.of(), Overflow.PRIORITY));
        assertThat(LightSettings.of(of(Map.of())))
                .isEqualTo(new LightSettings(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5),
                        1000,
                        List.of(FleetAccountRegion.OWN),
                        List.of()));
    }

    @Test
    void readsPinsByIdAndName() {
        PanelSettings settings =
                PanelSettings.of(of(Map.of("panel.pin.i-0abc", "0,3", "panel.pin.my encoder", " 7 , 0 ")));
        assertThat(settings.pixels().pinsOn(new PanelGeometry(8, 8))).isEqualTo(Map.of("i-0abc", 24, "my encoder", 7));
    }

    @Test
    void findsBusAndChipSelectInTheDeviceName() {
        PanelBusSettings wiring = PanelBusSettings.of(of(Map.of("panel.spi-device", "/dev/spidev1.2")));
        assertThat(wiring.spiBus()).isEqualTo(1);
        assertThat(wiring.spiChipSelect()).isEqualTo(2);
    }

    @Test
    void readsAnI2cAddressAsI2cdetectShowsIt() {
        PanelBusSettings wiring = PanelBusSettings.of(of(Map.of("panel.i2c-bus", "3", "panel.i2c-address", "0x77")));
        assertThat(wiring.i2cBus()).isEqualTo(3);
        assertThat(wiring.i2cAddress()).hasValue(0x77);
        assertThat(PanelBusSettings.of(of(Map.of())).i2cAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "panel.colour.running | #12      | allowed is #rrggbb",
                "panel.colour.runing  | #0000ff  | did you mean panel.colour.running?",
                "panel.pin.web        | 8        | allowed is x,y",
                "panel.pin.web        | -1,0     | allowed is x,y",
                "panel.rotation       | 45       | allowed is one of 0, 90, 180, 270",
                "panel.brightness     | 1.5      | allowed is a number in 0.0..1.0",
                "panel.gamma          | blue     | allowed is a number in",
                "panel.max-milliamps  | 5        | allowed is a whole number in 100..10000",
                "panel.size           | 8 by 8   | allowed is WIDTHxHEIGHT",
                "panel.size           | 0x8      | allowed is WIDTHxHEIGHT",
                "panel.spi-device     | /dev/sda | allowed is /dev/spidev0.0",
                "panel.i2c-bus        | i2c-1    | allowed is a whole number in 0..31",
                "panel.i2c-address    | 74       | allowed is 0x08 to 0x77",
                "panel.i2c-address    | 0x78     | allowed is 0x08 to 0x77",
                "panel.leds0-panel    | phat     | allowed is one of unicorn-hat, unicorn-phat",
                "panel.release-after  | a day    | allowed is a duration",
                "panel.palette        | blind    | allowed is one of classic, safe",
                "panel.motion         | redused  | did you mean reduced?",
                "panel.heartbeat      | yes      | allowed is true or false",
                "panel.overflow       | pages    | did you mean page?",
                "panel.quiet-hours    | 22-7     | allowed is HH:mm-HH:mm",
                "panel.quiet-hours    | 22:00-22:00 | two different times",
                "panel.quiet-hours    | 25:00-07:00 | allowed is HH:mm-HH:mm",
                "panel.quiet-zone     | Mars     | allowed is a zone such as Europe/Berlin",
                "panel.quiet-brightness | 2      | allowed is a number in 0.0..1.0",
                "light.poll-period    | 10ms     | allowed is a duration such as 30s, 5m or 1h30m in 1s..1d",
                "light.page-size      | 4        | allowed is a whole number in 5..1000"
            })
    void refusesABadValueInOneLineThatSaysKeyGotAndAllowed(String key, String got, String expected) {
        Settings settings = of(Map.of(key, got));
        assertThatThrownBy(() -> {
                    LightSettings.of(settings);
                    PanelSettings.of(settings);
                })
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-002  " + key + "  got \"")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    private static Settings of(Map<String, String> values) {
        return new Settings(values, Path.of("/home"));
    }
}
