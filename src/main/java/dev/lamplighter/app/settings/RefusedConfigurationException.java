package dev.lamplighter.app.settings;

import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Says that the service can't start with these settings, and everything that is wrong with them. */
public final class RefusedConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exit code of a service that can't start. */
    private static final int SERVICE = 2;

    private final transient List<Problem> problems;
    private final int exitCode;

    private RefusedConfigurationException(List<Problem> problems, int exitCode) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.exitCode = exitCode;
    }

    public static RefusedConfigurationException ofService(List<Problem> problems) {
        return new RefusedConfigurationException(problems, SERVICE);
    }

    static RefusedConfigurationException ofCommand(List<Problem> problems) {
        return new RefusedConfigurationException(problems, 1);
    }

    public int exitCode() {
        return exitCode;
    }

    public List<Problem> problems() {
        return problems;
    }
}
