package dev.lamplighter.panel.driver;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.PanelSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The panels there are, by the name in {@code panel.type}. A new one is a class and a line here; {@code auto} chooses
 * among them.
 */
public final class PanelDrivers {
    private static final Logger LOG = LoggerFactory.getLogger(PanelDrivers.class);
    private static final String AUTO = "auto";
    private static final String UNICORN_HAT = "unicorn-hat";
    private static final String TERMINAL = "terminal";
    private static final String NONE = "none";

    private final PanelSurroundings around;
    private final Map<String, Factory> factories = new LinkedHashMap<>();

    /** Makes a driver and touches no hardware. */
    private interface Factory {
        PanelDriver create(PanelSettings settings);
    }

    private record Choice(String type, String reason) {}

    public PanelDrivers(PanelSurroundings around) {
        this.around = around;
        factories.put(UNICORN_HAT, settings -> UnicornHatPanel.of(settings.led()));
        factories.put(TERMINAL, this::terminal);
        factories.put(NONE, settings -> new NoPanel(settings.size()));
    }

    /** The names that {@code panel.type} may have. */
    public List<String> types() {
        return Stream.concat(Stream.of(AUTO), factories.keySet().stream()).toList();
    }

    /** Makes the panel that was asked for and says in the log which it is; refuses an unknown name. */
    public ChosenPanel choose(PanelSettings settings) {
        Choice choice = settings.type().equals(AUTO) ? automatic(settings) : new Choice(settings.type(), "panel.type");
        Factory factory = factories.get(choice.type());
        if (factory == null) {
            throw unknown(choice.type());
        }
        PanelDriver driver = factory.create(settings);
        LOG.info("panel chosen type={} size={} because=\"{}\"", choice.type(), driver.geometry(), choice.reason());
        return new ChosenPanel(choice.type(), choice.reason(), driver);
    }

    private PanelDriver terminal(PanelSettings settings) {
        return around.terminal() && around.colour()
                ? new TerminalPanel(around.out(), settings.size())
                : new PlainTextPanel(around.out(), settings.size());
    }

    private Choice automatic(PanelSettings settings) {
        String hat = around.hatProduct();
        if (hat.equals("Unicorn HAT")) {
            return new Choice(UNICORN_HAT, "the HAT's EEPROM says " + hat);
        }
        String device = settings.led().spiDevice();
        if (hat.isEmpty() && around.has(device)) {
            return new Choice(UNICORN_HAT, "no HAT has told its name and " + device + " exists");
        }
        String found = hat.isEmpty() ? "no HAT and no " + device : "no driver for HAT " + hat;
        return around.terminal()
                ? new Choice(TERMINAL, found + ", output is a terminal")
                : new Choice(NONE, found + ", output is no terminal");
    }

    private ProblemException unknown(String type) {
        String fix = Suggestion.nearest(type, types())
                .map(near -> "did you mean " + near + "?")
                .orElse("write one of these");
        return Settings.refused("panel.type", type, "one of " + String.join(", ", types()), fix);
    }
}
