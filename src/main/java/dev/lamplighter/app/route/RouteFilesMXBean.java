package dev.lamplighter.app.route;

import java.util.List;

/** The route files as JMX shows them. */
public interface RouteFilesMXBean {
    /** Files that are loaded, as {@code routes/light.camel.yaml}. */
    List<String> getFiles();

    /** One line for each file or templated route that was set aside. */
    List<String> getProblems();

    /** One line for each thing that is odd but costs nothing. */
    List<String> getWarnings();
}
