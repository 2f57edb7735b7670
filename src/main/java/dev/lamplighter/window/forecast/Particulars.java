package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.AddressesAt;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.declare.StreamingWindow;

/** What a window does beside starting and stopping, in sentences that each begin with a space. */
final class Particulars {
    private Particulars() {}

    static String of(StreamingWindow window) {
        StringBuilder text = new StringBuilder();
        String place = window.machines().place().words();
        if (!place.isEmpty()) {
            text.append(" All of it ").append(place).append('.');
        }
        window.machines()
                .volumes()
                .forEach(volume -> text.append(' ')
                        .append(volume.id())
                        .append(" is attached to ")
                        .append(volume.instance())
                        .append(" as ")
                        .append(volume.device())
                        .append('.'));
        if (window.margins().addresses() == AddressesAt.OPENS
                && !window.machines().addresses().isEmpty()) {
            text.append(" Its addresses come when it opens.");
        }
        window.policy().hooks().beforeReady().ifPresent(hook -> add(text, hook, "before it is ready"));
        window.policy().hooks().preStop().ifPresent(hook -> add(text, hook, "before the stop"));
        return text.toString();
    }

    private static void add(StringBuilder text, Hook hook, String when) {
        text.append(' ')
                .append(hook.route())
                .append(" runs ")
                .append(when)
                .append(", ")
                .append(ForecastText.words(hook.within()))
                .append(" at most.");
    }
}
