package dev.lamplighter.app.doctor;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.panel.PanelBusSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks whether the device of the panel is there and may be used by this user; sends it nothing. */
final class PanelDeviceExamination {
    private static final String SUBJECT = "panel";

    private final Path root;
    private final OsUser user;
    private final Predicate<Path> mayUse;

    /** @param root the folder in which {@code dev} lies */
    PanelDeviceExamination(Path root, OsUser user) {
        this(root, user, device -> Files.isReadable(device) && Files.isWritable(device));
    }

    /** @param mayUse whether this user may read and write a device */
    PanelDeviceExamination(Path root, OsUser user, Predicate<Path> mayUse) {
        this.root = root;
        this.user = user;
        this.mayUse = mayUse;
    }

    /**
     * Looks at the device of a panel.
     *
     * @param type of the panel, chosen by now
     * @param reason why it is this one
     */
    Finding finding(String type, String reason, PanelBusSettings wiring) {
        Optional<String> device = device(type, wiring);
        if (device.isEmpty()) {
            return Finding.ok(SUBJECT, type + " (" + reason + ") needs no device");
        }
        Path file = root.resolve(device.get().substring(1));
        if (!Files.exists(file)) {
            return Finding.fail(
                    SUBJECT,
                    new Problem(
                            ConfigProblemCode.DEVICE_UNUSABLE,
                            device.get(),
                            "isn't there, and the panel " + type + " hangs on it",
                            "its bus is off, or named otherwise",
                            "put " + line(type)
                                    + " into /boot/firmware/config.txt and reboot (docs/reference/panel-wiring.md)"));
        }
        if (mayUse.test(file)) {
            return Finding.ok(
                    SUBJECT, type + " (" + reason + ") on " + device.get() + ", which " + user.name() + " may use");
        }
        String group = group(file);
        return Finding.fail(
                SUBJECT,
                new Problem(
                        ConfigProblemCode.DEVICE_UNUSABLE,
                        device.get(),
                        "may not be used by the user " + user.words(),
                        "it belongs to the group " + group,
                        user.groups().contains(group)
                                ? "let the group write it: packaging/udev/60-lamplighter-leds.rules"
                                : "sudo adduser " + user.name() + " " + group
                                        + ", then log in again or restart the service"));
    }

    private static Optional<String> device(String type, PanelBusSettings wiring) {
        return switch (type) {
            case "unicorn-hat", "unicorn-phat", "unicorn-hat-hd" -> Optional.of(wiring.spiDevice());
            case "rgb-5x5", "sense-hat" -> Optional.of("/dev/i2c-" + wiring.i2cBus());
            case "leds0" -> Optional.of("/dev/leds0");
            default -> Optional.empty();
        };
    }

    private static String line(String type) {
        return switch (type) {
            case "rgb-5x5", "sense-hat" -> "dtparam=i2c_arm=on";
            case "leds0" -> "dtoverlay=ws2812-pio,gpio=18,num_leds=64,brightness=0";
            default -> "dtparam=spi=on";
        };
    }

    private static String group(Path file) {
        try {
            return String.valueOf(Files.getAttribute(file, "posix:group"));
        } catch (IOException | UnsupportedOperationException e) {
            return "of another user";
        }
    }
}
