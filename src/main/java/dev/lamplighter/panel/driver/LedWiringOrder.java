package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.frame.Rotation;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Maps pixels to their positions on the wire of a panel; 0 is the first on the wire. */
final class LedWiringOrder {
    /** Pimoroni Unicorn HAT, HDMI port at the bottom: columns from the left, down and up in turn. */
    static final PanelGeometry HAT = new PanelGeometry(8, 8);

    /** Pimoroni Unicorn pHAT and Waveshare RGB LED HAT: rows from the top, all to the right. */
    static final PanelGeometry PHAT = new PanelGeometry(8, 4);

    private LedWiringOrder() {}

    static int hat(PixelPosition position) {
        int inColumn = position.x() % 2 == 0 ? position.y() : HAT.height() - 1 - position.y();
        return position.x() * HAT.height() + inColumn;
    }

    static int phat(PixelPosition position) {
        return PHAT.index(position);
    }

    /**
     * For each pixel of a rotated frame, row-major, its index on the wire.
     *
     * @param place gives the index on the wire of a pixel of the unrotated panel
     */
    static int[] order(PanelGeometry panel, Rotation rotation, ToIntFunction<PixelPosition> place) {
        PanelGeometry picture = rotation.picture(panel);
        return IntStream.range(0, picture.size())
                .map(index -> place.applyAsInt(rotation.onPanel(picture.position(index), panel)))
                .toArray();
    }
}
