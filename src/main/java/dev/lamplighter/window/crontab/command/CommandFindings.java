package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command line comes to: the calls that it makes whatever happens, and what is told of the rest. */
public final class CommandFindings {
    /**
     * A call, so many seconds after the line fires.
     *
     * @param losesVariables whether {@code sudo} may take away the variable that says its region or credentials
     */
    public record Call(Ec2Command command, long delaySeconds, boolean losesVariables) {}

    /** A part of the line that is not taken over. */
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

    /** A command that does something that is not EC2's. */
    void other(String command) {
        others.add(command);
    }

    /** A file that may set variables. */
    void unseen(String file) {
        unseen.add(file);
    }

    /** What was taken for the column of a user. */
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
