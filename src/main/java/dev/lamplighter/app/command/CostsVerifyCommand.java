package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares what is shown with what was read: {@code lamplighter costs verify}. */
@Command(
        name = "verify",
        description =
                "Reads the shown files back and compares record, files and Athena to the last digit; exit code 1 if anything differs.",
        mixinStandardHelpOptions = true)
public final class CostsVerifyCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Parameters(arity = "0..1", paramLabel = "MONTH", description = "YYYY-MM; all when left out.")
    private String month = "";

    @Override
    public Integer call() throws IOException {
        return costs.work("verify", Map.of("month", month));
    }
}
