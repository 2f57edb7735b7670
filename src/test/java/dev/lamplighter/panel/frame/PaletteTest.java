package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.DichromatEye;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaletteTest {
    /** Delta E 1976: 2.3 is just noticeable side by side; these are seen one at a time, across a room. */
    private static final double CLEAR = 15;

    @Test
    void beginsWithTheFourColoursOfTheProject() {
        Palette classic = palette(Map.of());
        assertThat(classic.name()).isEqualTo("classic");
        assertThat(classic.of(InstanceState.STOPPED)).isEqualTo(new Rgb(255, 0, 0));
        assertThat(classic.of(InstanceState.PENDING)).isEqualTo(new Rgb(0, 255, 0));
        assertThat(classic.of(InstanceState.RUNNING)).isEqualTo(new Rgb(0, 0, 255));
        assertThat(classic.of(InstanceState.STOPPING)).isEqualTo(new Rgb(255, 255, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "safe"})
    void givesEveryStateAColourOfItsOwn(String name) {
        assertThat(colours(palette(Map.of("panel.palette", name))))
                .doesNotHaveDuplicates()
                .doesNotContain(Rgb.BLACK);
    }

    @ParameterizedTest
    @EnumSource(DichromatEye.class)
    void isToldApartByEveryEyeWhenItIsSafe(DichromatEye eye) {
        assertThat(closest(palette(Map.of("panel.palette", "safe")), eye)).isGreaterThan(CLEAR);
    }

    /** Shows that the measure can fail: this is why there is a safe palette. */
    @ParameterizedTest
    @CsvSource({"ALL_CONES, false", "NO_GREEN, true", "NO_RED, true"})
    void isMixedUpByDichromatsWhenItIsTheSeed(DichromatEye eye, boolean mixedUp) {
        assertThat(closest(palette(Map.of()), eye) < CLEAR).isEqualTo(mixedUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "safe"})
    void takesSingleColoursFromTheSettings(String name) {
        Palette own = palette(Map.of(
                "panel.palette", name,
                "panel.colour.running", "#010203",
                "panel.colour.more", "#040506",
                "panel.colour.alarm", "#070809",
                "panel.colour.stopped", ""));
        Palette set = palette(Map.of("panel.palette", name));
        assertThat(own.of(InstanceState.RUNNING)).isEqualTo(new Rgb(1, 2, 3));
        assertThat(own.more()).isEqualTo(new Rgb(4, 5, 6));
        assertThat(own.alarm()).isEqualTo(new Rgb(7, 8, 9));
        assertThat(own.of(InstanceState.STOPPED)).isEqualTo(set.of(InstanceState.STOPPED));
    }

    private static double closest(Palette palette, DichromatEye eye) {
        List<Rgb> colours = colours(palette);
        double closest = Double.MAX_VALUE;
        for (int one = 0; one < colours.size(); one++) {
            for (int other = one + 1; other < colours.size(); other++) {
                closest = Math.min(closest, eye.distance(colours.get(one), colours.get(other)));
            }
        }
        return closest;
    }

    private static List<Rgb> colours(Palette palette) {
        List<Rgb> colours = new ArrayList<>(
                Arrays.stream(InstanceState.values()).map(palette::of).toList());
        colours.add(palette.more());
        return colours;
    }

    private static Palette palette(Map<String, String> values) {
        return Palette.of(new Settings(values, Path.of("/")));
    }
}
