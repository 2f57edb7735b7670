package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lamplighter windows release}: end a hold. */
@Command(name = "release", description = "Ends the hold of an instance.", mixinStandardHelpOptions = true)
public final class WindowsReleaseCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Mixin
    private AuditOptions by = new AuditOptions();

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String instance;

    @Override
    public Integer call() throws IOException {
        return work.act("release", by.beside(Map.of("instance", instance)));
    }
}
