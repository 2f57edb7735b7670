package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was found in a command line: the calls that it makes in any case, and what is to be reported about the rest.
 */
public final class CommandFindings {
    /**
     * A call, {@code delaySeconds} after the line fires.
     *
     * @param losesVariables whether {@code sudo} may take away the variable that says its region or credentials
     */
    public record Call(Ec2CliCommand command, long delaySeconds, boolean losesVariables) {}

    /** A part of the line that is not converted. */
    public record LeftOut(String what, String why, String fix) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private @Nullable String user;

    void add(Call call) {
        calls.add(call);
    }

    void leaveOut(String what, String why, String fix) {
        leftOut.add(new LeftOut(what, why, fix));
    }

    /** Adds a command that has nothing to do with EC2. */
    void other(String command) {
        others.add(command);
    }

    /** Adds a file that may set variables, which is not read. */
    void unseen(String file) {
        unseen.add(file);
    }

    /** Records the word that was taken for a user column. */
    void user(String name) {
        user = name;
    }

    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    public List<String> others() {
        return List.copyOf(others);
    }

    public List<String> unseen() {
        return List.copyOf(unseen);
    }
}
