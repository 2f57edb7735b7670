package dev.lamplighter.app.command;

import dev.lamplighter.app.access.StateMover;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.SharedDatabase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies the state into a database that copies of the service share: {@code lamplighter state move}. */
@Command(
        name = "move",
        description = {
            "Copies the state into an empty PostgreSQL database that copies of the service are to share.",
            "The service must not run. The file stays as it is; repeating this does no harm."
        },
        mixinStandardHelpOptions = true)
public final class StateMoveCommand implements Callable<Integer> {
    @Mixin
    private ServiceMixin service = new ServiceMixin();

    @Option(
            names = "--to",
            paramLabel = "URL",
            required = true,
            description =
                    "jdbc:postgresql://host/database, as state.url will name it. The password is that of PGPASSWORD"
                            + " or ~/.pgpass.")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "As state.user; the process's user if left out.")
    private String user = "";

    @Override
    public Integer call() {
        String key = "--to";
        Settings given =
                new Settings(Map.of(key, url), service.configuration().home().folder());
        Optional<String> target = SharedDatabase.url(given, key);
        SharedDatabase database = new SharedDatabase(target.orElse(url), user);
        StateMover.move(service.configuration(), database).forEach(service.out()::println);
        service.out().flush();
        return 0;
    }
}
