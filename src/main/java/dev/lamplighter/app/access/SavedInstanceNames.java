package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.FleetFeature;
import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.PanelDrivers;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelStore;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.ec2.PolledInstances;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides the names of instances while no service polls EC2: those that are saved with the pixels. */
final class SavedInstanceNames implements PolledInstances {
    private static final Logger LOG = LoggerFactory.getLogger(SavedInstanceNames.class);

    private final ServiceContext on;

    SavedInstanceNames(ServiceContext on) {
        this.on = on;
    }

    /** Always empty: nothing that is stored is recent enough to base a decision on. */
    @Override
    public Optional<FleetSnapshot> latest(AccountRegion accountRegion) {
        return Optional.empty();
    }

    /** The saved names; empty if the light is set aside or its file can't be read. Then an instance is named by its id. */
    @Override
    public List<NamedInstance> named() {
        try {
            PanelSettings panel = PanelSettings.of(on.settings());
            List<FleetAccountRegion> sources = LightSettings.of(on.settings()).sources();
            PixelStore store = new PixelStore(
                    panel.pixels().file(),
                    PanelDrivers.onlyLooking(LightFeature.surroundings())
                            .choose(panel)
                            .driver()
                            .geometry());
            return store.look().stream()
                    .filter(kept -> !kept.name().isEmpty() && kept.goneSince() == null)
                    .map(kept -> new NamedInstance(kept.instanceId(), kept.name(), accountRegion(kept, sources)))
                    .toList();
        } catch (ProblemException e) {
            LOG.debug("names of instances are not read", e);
            return List.of();
        }
    }

    private static AccountRegion accountRegion(PixelAssignment kept, List<FleetAccountRegion> sources) {
        return sources.stream()
                .filter(source -> kept.sources().contains(source.name()))
                .findFirst()
                .map(FleetFeature::accountRegion)
                .orElse(AccountRegion.OWN);
    }
}
