package dev.lamplighter.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.frame.FailedCheck;
import dev.lamplighter.panel.frame.Freshness;
import dev.lamplighter.panel.frame.PixelHealth;
import dev.lamplighter.panel.pixel.OwnedPixel;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelAssignmentSettings;
import dev.lamplighter.panel.pixel.PixelOwner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PixelTableTextTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PanelGeometry PANEL = new PanelGeometry(2, 2);

    @Test
    void namesEverybodyWithPixelStateSourceAndPin() {
        PixelAllocation pixelLayout = new PixelAllocation(
                List.of(lamp(0, "web-1", "i-1", InstanceState.RUNNING), lamp(3, "", "i-2", InstanceState.STOPPED)),
                List.of(tenant("late", "i-3", InstanceState.PENDING)),
                -1,
                List.of(0),
                List.of());
        List<PixelAssignment> kept = List.of(
                new PixelAssignment("i-1", 0, Set.of("east"), null),
                new PixelAssignment("i-0", 1, Set.of("west"), NOON),
                new PixelAssignment("i-2", 3, Set.of("east"), null));
        PixelHealth pixelHealth =
                new PixelHealth(Map.of("east", Freshness.FRESH), Map.of("i-1", new FailedCheck("http: 503", NOON)));

        assertThat(table("panel.pin.web-1", "0,0", "panel.pin.nobody", "0,1").of(pixelLayout, kept, pixelHealth))
                .containsExactly(
                        "0,0  web-1  i-1           running, check failed (http: 503) since 2026-11-22T12:00:00Z"
                                + "  east  pin web-1",
                        "1,0         i-0           gone since 22 Nov 2026 12:00 UTC                            "
                                + "  west",
                        "0,1         (nobody yet)                                                              "
                                + "        pin nobody",
                        "1,1         i-2           stopped                                                     "
                                + "  east",
                        "-    late   i-3           pending                                                     "
                                + "  east");
    }

    @Test
    void isEmptyWhenNobodyHasAPixel() {
        assertThat(table("panel.palette", "classic").of(List.of())).isEmpty();
    }

    private static PixelTableText table(String... settings) {
        Map<String, String> values = new TreeMap<>();
        for (int at = 0; at < settings.length; at += 2) {
            values.put(settings[at], settings[at + 1]);
        }
        return new PixelTableText(PANEL, PixelAssignmentSettings.of(new Settings(values, Path.of("/home"))));
    }

    private static OwnedPixel lamp(int index, String name, String id, InstanceState state) {
        return new OwnedPixel(index, 0, tenant(name, id, state));
    }

    private static PixelOwner tenant(String name, String id, InstanceState state) {
        return PixelOwner.of(new Instance(id, state, NOON, null, null, null, Map.of("Name", name)), Set.of("east"));
    }
}
