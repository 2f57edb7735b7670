package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.InstallDirectory;
import dev.lamplighter.app.service.Service;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Chooses the panel that a command works on: the configured one, or one that is named. */
final class PanelOptions {
    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    @Option(names = "--panel", paramLabel = "TYPE", description = "Instead of panel.type, for example unicorn-hat.")
    private @Nullable String type;

    /** The settings of {@code application.properties}, with the options in their place. */
    Settings configured() {
        return configuration().settings();
    }

    private Configuration configuration() {
        Configuration configured = Configuration.load(InstallDirectory.find(), properties);
        return type == null ? configured : configured.with("panel.type", type);
    }

    PanelSettings settings() {
        Configuration configuration = configuration();
        configuration.require(SetAside.LIGHT);
        return PanelSettings.of(configuration.settings());
    }

    /** The driver; it opens nothing before the first frame. */
    ChosenPanel choose() {
        return new PanelDrivers(Service.surroundings()).choose(settings());
    }
}
