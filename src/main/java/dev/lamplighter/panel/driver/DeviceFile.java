package dev.lamplighter.panel.driver;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.LightProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a character device that takes one whole frame at a time. The file is opened for each write, because the
 * kernel's ws2812-pio driver keeps a position per open file and refuses writes beyond its last LED.
 */
final class DeviceFile implements PanelBus {
    private final Path device;

    DeviceFile(Path device) {
        this.device = device;
    }

    @Override
    public void write(byte[] bytes) {
        int taken;
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
            taken = channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw failed("can't be opened or written (" + e + ")", e);
        }
        if (taken != bytes.length) {
            throw failed("took " + taken + " of " + bytes.length + " bytes", null);
        }
    }

    @Override
    public void close() {}

    private ProblemException failed(String what, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        LightProblemCode.PANEL_FAILED,
                        device.toString(),
                        what,
                        "the panel can't show anything",
                        "set dtoverlay=ws2812-pio with num_leds of this panel, let the user write the device,"
                                + " or choose another panel.type"),
                cause);
    }
}
