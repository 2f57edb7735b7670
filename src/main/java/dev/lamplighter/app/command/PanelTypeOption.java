package dev.lamplighter.app.command;

import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Chooses the panel that a command works on: the configured one, or one that is named. */
final class PanelTypeOption extends ServiceMixin {
    @Option(names = "--panel", paramLabel = "TYPE", description = "Instead of panel.type, for example unicorn-hat.")
    private @Nullable String type;

    PanelSettings settings() {
        Configuration configured = configuration();
        Configuration configuration = type == null ? configured : configured.with("panel.type", type);
        configuration.require(SetAside.LIGHT);
        return PanelSettings.of(configuration.settings());
    }

    /** The driver; it opens nothing before the first frame. */
    ChosenPanel choose() {
        return new PanelDrivers(LightFeature.surroundings()).choose(settings());
    }
}
