package dev.lamplighter.panel.frame;

import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;

/** Gives the clockwise rotation of the frame on the panel, for panels that are mounted sideways or upside down. */
public enum Rotation {
    NONE(0),
    CLOCKWISE_90(90),
    CLOCKWISE_180(180),
    CLOCKWISE_270(270);

    private final int degrees;

    Rotation(int degrees) {
        this.degrees = degrees;
    }

    /** The rotation by {@code degrees}; throws {@link IllegalArgumentException} for anything but 0, 90, 180 and 270. */
    public static Rotation ofDegrees(int degrees) {
        for (Rotation rotation : values()) {
            if (rotation.degrees == degrees) {
                return rotation;
            }
        }
        throw new IllegalArgumentException("a rotation must be 0, 90, 180 or 270, got " + degrees);
    }

    /** Parses the value of the setting {@code key}; refuses anything but 0, 90, 180 and 270 with a problem. */
    public static Rotation parse(String key, String written) {
        if (!written.matches("0|90|180|270")) {
            throw Settings.refused(key, written, "one of 0, 90, 180, 270", "write the clockwise turn in degrees");
        }
        return ofDegrees(Integer.parseInt(written));
    }

    public int degrees() {
        return degrees;
    }

    /** The size of a frame for {@code panel}: width and height are swapped for a quarter turn. */
    public PanelGeometry picture(PanelGeometry panel) {
        return switch (this) {
            case NONE, CLOCKWISE_180 -> panel;
            case CLOCKWISE_90, CLOCKWISE_270 -> new PanelGeometry(panel.height(), panel.width());
        };
    }

    /** The position on {@code panel} of a pixel of the frame. */
    public PixelPosition onPanel(PixelPosition picture, PanelGeometry panel) {
        int right = panel.width() - 1;
        int bottom = panel.height() - 1;
        return switch (this) {
            case NONE -> picture;
            case CLOCKWISE_90 -> new PixelPosition(right - picture.y(), picture.x());
            case CLOCKWISE_180 -> new PixelPosition(right - picture.x(), bottom - picture.y());
            case CLOCKWISE_270 -> new PixelPosition(picture.y(), bottom - picture.x());
        };
    }
}
