package dev.lamplighter.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.settings.ShownSetting;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every setting with its value and where that comes from: {@code lamplighter config --show}. */
@Command(
        name = "config",
        description =
                "Shows the settings that are not at their defaults, or all of them, each with its default and the file"
                        + " and line that sets it; secrets only by whether they are set.",
        mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private ServiceMixin service = new ServiceMixin();

    @Option(names = "--show", description = "All settings, also those at their defaults.")
    private boolean all;

    @Option(names = "--json", description = "As one object of JSON, see docs/reference/json.md.")
    private boolean json;

    @Override
    public Integer call() {
        List<ShownSetting> settings = service.configuration().shown().stream()
                .filter(setting -> all || setting.isChanged())
                .toList();
        PrintWriter out = service.out();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            ArrayNode list = object.putArray("settings");
            settings.forEach(setting -> list.addObject()
                    .put("key", setting.key())
                    .put("value", setting.value())
                    .put("default", setting.usual())
                    .put("place", setting.place()));
            out.println(JsonAnswer.with(object, List.of()));
        } else {
            settings.forEach(setting -> out.println(line(setting)));
        }
        out.flush();
        return 0;
    }

    private static String line(ShownSetting setting) {
        return setting.key() + "=" + setting.value() + "   # " + setting.place()
                + (setting.isChanged() && !setting.usual().isEmpty() ? ", default " + setting.usual() : "");
    }
}
