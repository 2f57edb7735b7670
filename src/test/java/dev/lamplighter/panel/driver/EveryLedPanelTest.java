package dev.lamplighter.panel.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.PanelBusSettings;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each panel on a bus, whatever its bytes look like. */
final class EveryLedPanelTest {
    private static final Rgb WHITE = new Rgb(255, 255, 255);

    static List<String> panels() {
        return LedPanelFactory.types();
    }

    static Stream<String> panelsInOneWrite() {
        return panels().stream().filter(type -> !type.equals("rgb-5x5"));
    }

    @ParameterizedTest
    @MethodSource("panelsInOneWrite")
    void getsEachFrameInOneWriteThatTheKernelTakesWhole(String type) {
        PanelWriteRecorder panel = bytes(type, 1);
        for (int count = 0; count < 3; count++) {
            List<String> writes = panel.show(all(panel.geometry(), WHITE));
            assertThat(writes).hasSize(1);
            // From 96 bytes on a Pi's SPI uses DMA, which leaves no gaps; 4096 is spidev's longest transfer.
            assertThat(data(writes.get(0)).length).isBetween(96, 4096);
        }
    }

    /** By comparison with the dark frame: each pixel and colour has bytes of its own, and every byte that changes is used. */
    @ParameterizedTest
    @MethodSource("panels")
    void lightsEveryPixelAloneInEveryColourAtADifferentPlace(String type) {
        for (Rotation rotation : Rotation.values()) {
            PanelGeometry geometry = panel(type, rotation).geometry();
            TreeSet<String> pictures = new TreeSet<>();
            pictures.add(picture(type, rotation, Frame.dark(geometry)));
            for (int index = 0; index < geometry.size(); index++) {
                for (Rgb colour : List.of(new Rgb(255, 0, 0), new Rgb(0, 255, 0), new Rgb(0, 0, 255))) {
                    Frame one = Frame.of(geometry, Map.of(geometry.position(index), colour));
                    assertThat(pictures.add(picture(type, rotation, one)))
                            .as(
                                    "%s turned %d, pixel %s, %s",
                                    type, rotation.degrees(), geometry.position(index), colour)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void lightsTheLastPixelAloneAsBrightAsAmongAll(String type) {
        PanelGeometry geometry = panel(type, Rotation.NONE).geometry();
        PixelPosition last = geometry.position(geometry.size() - 1);
        Frame all = all(geometry, WHITE);
        List<Rgb> allButLast = new ArrayList<>(all.pixels());
        allButLast.set(geometry.size() - 1, Rgb.BLACK);

        byte[] alone = data(picture(type, Rotation.NONE, Frame.of(geometry, Map.of(last, WHITE))));
        byte[] dark = data(picture(type, Rotation.NONE, Frame.dark(geometry)));
        byte[] white = data(picture(type, Rotation.NONE, all));
        byte[] others = data(picture(type, Rotation.NONE, new Frame(geometry, allButLast)));

        for (int at = 0; at < dark.length; at++) {
            assertThat(alone[at]).as("byte %d", at).isEqualTo(white[at] == others[at] ? dark[at] : white[at]);
        }
        assertThat(alone).isNotEqualTo(dark);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void showsTheSameTurnedPictureAsAStraightPanelShowsThePictureTurned(String type) {
        Random random = new Random(7);
        for (Rotation rotation : Rotation.values()) {
            PanelGeometry straight = panel(type, Rotation.NONE).geometry();
            PanelGeometry turned = panel(type, rotation).geometry();
            Frame picture = Golden.random(turned, random);
            Map<PixelPosition, Rgb> onPanel = new java.util.HashMap<>();
            for (int index = 0; index < turned.size(); index++) {
                PixelPosition position = turned.position(index);
                onPanel.put(rotation.onPanel(position, straight), picture.pixel(position));
            }
            assertThat(picture(type, rotation, picture))
                    .isEqualTo(picture(type, Rotation.NONE, Frame.of(straight, onPanel)));
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void isDarkAtBrightnessZeroAndUntouchedAtFullBrightnessWithoutGamma(String type) {
        PanelWriteRecorder dark = bytes(type, 0);
        assertThat(last(dark.show(all(dark.geometry(), WHITE))))
                .isEqualTo(picture(type, Rotation.NONE, Frame.dark(dark.geometry())));
        PanelWriteRecorder bright = PanelWriteRecorder.of(type, Golden.deviceValues(Rotation.NONE));
        assertThat(last(bright.show(all(bright.geometry(), WHITE))))
                .isNotEqualTo(picture(type, Rotation.NONE, Frame.dark(dark.geometry())));
    }

    /** Gamma and brightness would round each of these to nothing. */
    @ParameterizedTest
    @MethodSource("panels")
    void putsNoLitColourOutAtLowBrightness(String type) {
        PanelWriteRecorder panel = bytes(type, 0.02);
        String dark = last(panel.show(Frame.dark(panel.geometry())));
        PanelWriteRecorder again = bytes(type, 0.02);
        for (Rgb faint : List.of(new Rgb(1, 0, 0), new Rgb(0, 1, 0), new Rgb(0, 0, 1))) {
            PanelWriteRecorder fresh = bytes(type, 0.02);
            assertThat(last(fresh.show(all(fresh.geometry(), faint)))).isNotEqualTo(dark);
        }
        assertThat(last(again.show(Frame.dark(again.geometry())))).isEqualTo(dark);
    }

    private static PanelWriteRecorder bytes(String type, double brightness) {
        return PanelWriteRecorder.of(
                type,
                new LedSettings(
                        PanelBusSettings.USUAL,
                        Rotation.NONE,
                        brightness,
                        ColourPipeline.DEFAULT_GAMMA,
                        Integer.MAX_VALUE));
    }

    private static PanelDriver panel(String type, Rotation rotation) {
        return Golden.panel(type, rotation, new RecordingBuses());
    }

    /** The write of a fresh panel's first frame that holds its colours: the longest one. */
    private static String picture(String type, Rotation rotation, Frame frame) {
        return last(PanelWriteRecorder.of(type, Golden.deviceValues(rotation)).show(frame));
    }

    private static String last(List<String> writes) {
        return Collections.max(writes, java.util.Comparator.comparingInt(String::length));
    }

    private static byte[] data(String write) {
        return HexFormat.of().parseHex(write.substring(write.indexOf(' ') + 1));
    }

    private static Frame all(PanelGeometry geometry, Rgb colour) {
        return new Frame(geometry, Collections.nCopies(geometry.size(), colour));
    }
}
