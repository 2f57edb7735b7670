package dev.lamplighter.window.forecast;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.window.declare.AddressAssociationTiming;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.InstanceNames;

/** Describes what a window does beside starting and stopping, in sentences that each begin with a space. */
final class WindowDetailsText {
    private WindowDetailsText() {}

    static String of(StreamingWindow window, InstanceNames names) {
        StringBuilder text = new StringBuilder();
        String place = window.windowResources().accountRegion().words();
        if (!place.isEmpty()) {
            text.append(" All of it ").append(place).append('.');
        }
        window.windowResources()
                .volumes()
                .forEach(windowVolume -> text.append(' ')
                        .append(windowVolume.id())
                        .append(" is attached to ")
                        .append(names.words(windowVolume.instance()))
                        .append(" as ")
                        .append(windowVolume.device())
                        .append('.'));
        for (LaunchSlot slot : window.windowResources().launches()) {
            slot.volumesOn(slot.name())
                    .forEach(windowVolume -> text.append(' ')
                            .append(windowVolume.id())
                            .append(" is attached to ")
                            .append(slot.name())
                            .append(" as ")
                            .append(windowVolume.device())
                            .append('.'));
        }
        if (window.windowTimings().addresses() == AddressAssociationTiming.OPENS
                && !window.windowResources().addresses().isEmpty()) {
            text.append(" Its addresses come when it opens.");
        }
        window.windowPolicy().hooks().beforeReady().ifPresent(hook -> add(text, hook, "before it is ready"));
        window.windowPolicy().hooks().preStop().ifPresent(hook -> add(text, hook, "before the stop"));
        return text.toString();
    }

    private static void add(StringBuilder text, Hook hook, String when) {
        text.append(' ')
                .append(hook.route())
                .append(" runs ")
                .append(when)
                .append(", ")
                .append(DurationText.words(hook.within()))
                .append(" at most.");
    }
}
