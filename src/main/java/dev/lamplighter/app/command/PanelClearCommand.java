package dev.lamplighter.app.command;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Makes the panel dark: {@code lamplighter panel clear}. The service does it itself when it stops; this is for a service
 * that crashed.
 */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        description = "Turns every light off. systemd runs it after a crash (ExecStopPost).")
final class PanelClearCommand implements Callable<Integer> {
    @Mixin
    private PanelTypeOption options = new PanelTypeOption();

    @Override
    public Integer call() {
        PanelDriver driver = options.choose().driver();
        try {
            driver.show(Frame.dark(driver.geometry()));
        } finally {
            driver.close();
        }
        return 0;
    }
}
