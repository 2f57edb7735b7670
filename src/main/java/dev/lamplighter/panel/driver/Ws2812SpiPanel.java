package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.frame.ColourPipeline;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PanelGeometry;

/**
 * Drives a strip of WS2812B or SK6812 with SPI's data line (MOSI): one wire leads from pin 19 (GPIO10) to the HAT's data pin
 * 12. A frame is one write of 2016 bytes on the Pimoroni Unicorn HAT, and of 1248 on the Unicorn pHAT.
 */
final class Ws2812SpiPanel extends BusPanel {
    private static final int WS2812B_ONE = 0xF8;
    private static final int SK6812_ONE = 0xF0;

    private final Ws2812Encoder encoder;

    private Ws2812SpiPanel(PanelGeometry picture, ColourPipeline pipeline, Ws2812Encoder encoder, PanelBus bus) {
        super(picture, pipeline, bus);
        this.encoder = encoder;
    }

    /** The Unicorn HAT: 8x8 WS2812B. */
    static Ws2812SpiPanel unicornHat(LedSettings settings, PanelBuses buses) {
        Rotation rotation = settings.rotation();
        Ws2812Encoder encoder =
                new Ws2812Encoder(WS2812B_ONE, LedWiringOrder.order(LedWiringOrder.HAT, rotation, LedWiringOrder::hat));
        return new Ws2812SpiPanel(
                rotation.picture(LedWiringOrder.HAT), settings.pipeline(), encoder, spi(settings, buses));
    }

    /** The Unicorn pHAT: 8x4 SK6812. */
    static Ws2812SpiPanel unicornPhat(LedSettings settings, PanelBuses buses) {
        Rotation rotation = settings.rotation();
        Ws2812Encoder encoder = new Ws2812Encoder(
                SK6812_ONE, LedWiringOrder.order(LedWiringOrder.PHAT, rotation, LedWiringOrder::phat));
        return new Ws2812SpiPanel(
                rotation.picture(LedWiringOrder.PHAT), settings.pipeline(), encoder, spi(settings, buses));
    }

    @Override
    byte[] bytes(Frame device) {
        return encoder.encode(device);
    }

    private static PanelBus spi(LedSettings settings, PanelBuses buses) {
        return buses.spi(settings.wiring().spiBus(), settings.wiring().spiChipSelect(), Ws2812Encoder.BAUD_HZ);
    }
}
