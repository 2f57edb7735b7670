package dev.lamplighter.panel.driver;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.PanelSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the panel by the name in {@code panel.type}, or, if that is {@code auto}, by the hardware that it finds. */
public final class PanelDrivers {
    private static final Logger LOG = LoggerFactory.getLogger(PanelDrivers.class);
    private static final String AUTO = "auto";
    private static final String TERMINAL = "terminal";
    private static final String NONE = "none";

    private final PanelSurroundings around;
    private final PanelBuses buses;
    private final boolean asking;

    private record Choice(String type, String reason) {}

    public PanelDrivers(PanelSurroundings around) {
        this(around, new LinuxBuses());
    }

    PanelDrivers(PanelSurroundings around, PanelBuses buses) {
        this(around, buses, true);
    }

    private PanelDrivers(PanelSurroundings around, PanelBuses buses, boolean asking) {
        this.around = around;
        this.buses = buses;
        this.asking = asking;
    }

    /**
     * Makes a chooser that probes no bus and logs nothing, for a caller that must not disturb a service that may be drawing.
     */
    public static PanelDrivers onlyLooking(PanelSurroundings around) {
        return onlyLooking(around, new LinuxBuses());
    }

    static PanelDrivers onlyLooking(PanelSurroundings around, PanelBuses buses) {
        return new PanelDrivers(around, buses, false);
    }

    /** The names that {@code panel.type} may have. */
    public static List<String> types() {
        return Stream.of(List.of(AUTO), LedPanelFactory.types(), List.of(TERMINAL, NONE))
                .flatMap(List::stream)
                .toList();
    }

    /** Makes the configured panel and logs which one it is; refuses an unknown name. */
    public ChosenPanel choose(PanelSettings settings) {
        Choice choice = settings.type().equals(AUTO) ? automatic(settings) : new Choice(settings.type(), "panel.type");
        PanelDriver driver = driver(choice.type(), settings).orElseThrow(() -> unknown(choice.type()));
        if (asking) {
            LOG.info("panel chosen type={} size={} because=\"{}\"", choice.type(), driver.geometry(), choice.reason());
        }
        return new ChosenPanel(choice.type(), choice.reason(), driver);
    }

    /** The fix for a name that doesn't exist. */
    static String nearest(String written, List<String> allowed) {
        return Suggestion.nearest(written, allowed)
                .map(near -> "did you mean " + near + "?")
                .orElse("write one of these");
    }

    private Optional<PanelDriver> driver(String type, PanelSettings settings) {
        return switch (type) {
            case TERMINAL -> Optional.of(terminal(settings));
            case NONE -> Optional.of(new NoPanel(settings.size()));
            default -> LedPanelFactory.make(type, settings.led(), buses);
        };
    }

    private PanelDriver terminal(PanelSettings settings) {
        return around.terminal() && around.colour()
                ? new TerminalPanel(
                        around.out(),
                        settings.size(),
                        around.linesBelow(settings.size().height()))
                : new PlainTextPanel(around.out(), settings.size());
    }

    private Choice automatic(PanelSettings settings) {
        String hat = around.hatProduct();
        Optional<Choice> found = hat.isEmpty() ? byDevices(settings) : byName(hat);
        String spi = settings.led().wiring().spiDevice();
        String without = hat.isEmpty() ? "no HAT and no " + spi : "no driver for HAT " + hat;
        return found.orElseGet(() -> around.terminal()
                ? new Choice(TERMINAL, without + ", output is a terminal")
                : new Choice(NONE, without + ", output is no terminal"));
    }

    /** Chooses by the name in the HAT's EEPROM, which may have a revision at its end. */
    private Optional<Choice> byName(String hat) {
        String says = "the HAT's EEPROM says " + hat;
        if (hat.startsWith("Unicorn HAT HD")) {
            return Optional.of(new Choice(LedPanelFactory.UNICORN_HAT_HD, says));
        }
        if (hat.startsWith("Unicorn HAT")) {
            return Optional.of(
                    around.has(Ws2812PioPanel.DEVICE.toString())
                            ? new Choice(LedPanelFactory.LEDS0, says + " and " + Ws2812PioPanel.DEVICE + " exists")
                            : new Choice(LedPanelFactory.UNICORN_HAT, says));
        }
        return hat.startsWith("Sense HAT")
                ? Optional.of(new Choice(LedPanelFactory.SENSE_HAT, says))
                : Optional.empty();
    }

    /**
     * Chooses by the devices of this machine, from the surest sign to the weakest: a device made for LEDs, a chip that
     * answers, a bus that is enabled.
     */
    private Optional<Choice> byDevices(PanelSettings settings) {
        int bus = settings.led().wiring().i2cBus();
        boolean hasI2c = around.has("/dev/i2c-" + bus);
        String silent = "no HAT has a name in its EEPROM and "
                + (hasI2c && !asking ? "I2C " + bus + " was not asked and " : "");
        if (around.has(Ws2812PioPanel.DEVICE.toString())) {
            return Optional.of(new Choice(LedPanelFactory.LEDS0, silent + Ws2812PioPanel.DEVICE + " exists"));
        }
        int address = settings.led().wiring().i2cAddress().orElse(Rgb5x5Panel.ADDRESS);
        if (hasI2c && asking && buses.i2cAnswers(bus, address)) {
            String answers = String.format("I2C %d answers at 0x%02x", bus, address);
            return Optional.of(new Choice(LedPanelFactory.RGB_5X5, silent + answers));
        }
        String spi = settings.led().wiring().spiDevice();
        return around.has(spi)
                ? Optional.of(new Choice(LedPanelFactory.UNICORN_HAT, silent + spi + " exists"))
                : Optional.empty();
    }

    private static ProblemException unknown(String type) {
        return Settings.refused("panel.type", type, "one of " + String.join(", ", types()), nearest(type, types()));
    }
}
