package dev.lamplighter.benchmarks.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One who is started and watched.
 *
 * @param name the head of its column
 * @param command what starts it, of the fresh folder that it gets
 * @param environment variables in addition, as JAVA_HOME
 * @param service whether it answers verbs
 * @param lookedAt the port of its page, which somebody has open while it rests; 0 for nobody
 */
record Contender(
        String name,
        Function<Path, List<String>> command,
        Map<String, String> environment,
        boolean service,
        int lookedAt) {}
