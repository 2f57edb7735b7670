package dev.lamplighter.sandbox;

import dev.lamplighter.panel.PanelMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Compares the panel with the fleet: every instance its pixel, every pixel its instance's state. */
final class LightEndToEndCheck {
    private final StandIns standIns;
    private final PanelMXBean panel;

    LightEndToEndCheck(StandIns standIns, PanelMXBean panel) {
        this.standIns = standIns;
        this.panel = panel;
    }

    EndToEndResult watch(Patience patience) throws Exception {
        List<String> wrong = patience.until(this::differences, List::isEmpty);
        List<String> lines = new ArrayList<>();
        lines.add("%d instances on a %dx%d panel, %d frames drawn, freshness %s"
                .formatted(
                        panel.getInstances(),
                        panel.getWidth(),
                        panel.getHeight(),
                        panel.getFramesShown(),
                        panel.getFreshness()));
        lines.addAll(FramePicture.lines(panel.getFrame()));
        return new EndToEndResult("light", wrong, lines);
    }

    private List<String> differences() {
        List<String> wrong = new ArrayList<>();
        if (panel.getFramesShown() == 0) {
            wrong.add("no frame was drawn");
        }
        Map<String, String> pixels = panel.getPixels();
        Map<String, String> states = states();
        states.forEach((id, state) -> {
            String pixel = pixels.getOrDefault(id, "none");
            if (!List.of(pixel.split(" ", -1)).contains(state)) {
                wrong.add(id + " is " + state + ", its pixel says " + pixel);
            }
        });
        return wrong;
    }

    /** By id; one that was terminated before the panel ever saw it has no pixel. */
    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        standIns.ec2().describeInstances(request -> {}).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                .forEach(instance ->
                        states.put(instance.instanceId(), instance.state().nameAsString()));
        return states;
    }
}
