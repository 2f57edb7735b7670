package dev.lamplighter.app.route;

import java.util.List;

/** Shows the route files in JMX. */
public interface RouteFilesMXBean {
    /** Files that are loaded, as {@code routes/light.camel.yaml}. */
    List<String> getFiles();

    /** One line for each file or templated route that was set aside. */
    List<String> getProblems();

    /** One line for each oddity without effect. */
    List<String> getWarnings();
}
