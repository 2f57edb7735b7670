package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Shows in JMX what was loaded from the route files.
 *
 * @param files the files that the service runs with
 */
public record RouteFilesStatus(RouteFiles files) implements RouteFilesMXBean {
    @Override
    public List<String> getFiles() {
        return files.loaded().files();
    }

    @Override
    public List<String> getProblems() {
        return files.loaded().problems().stream().map(Problem::line).toList();
    }

    @Override
    public List<String> getWarnings() {
        return files.loaded().warnings().stream().map(Problem::line).toList();
    }
}
