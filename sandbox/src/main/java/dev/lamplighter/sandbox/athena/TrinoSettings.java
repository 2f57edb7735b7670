package dev.lamplighter.sandbox.athena;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Says how the engine is started.
 *
 * @param home holds {@code main/*.jar} and {@code trino-hive-435/*.jar}, as the build leaves them in {@code target/trino}
 * @param java the home of the JDK that it runs on
 * @param glue where the catalog is asked
 * @param s3 where the files are read and written
 * @param log gets what the engine says; rewritten at each start
 * @param heapMegabytes the child's -Xmx, 512..4096
 * @param deadline the longest start that is waited for
 */
public record TrinoSettings(Path home, Path java, URI glue, URI s3, Path log, int heapMegabytes, Duration deadline) {
    private static final String HOME = "lamplighter.trino.home";
    private static final String JAVA = "lamplighter.trino.java";
    private static final String OWN_JAVA = System.getProperty("java.home");
    private static final int LEAST_HEAP = 512;
    private static final int MOST_HEAP = 4096;

    public TrinoSettings {
        if (heapMegabytes < LEAST_HEAP || heapMegabytes > MOST_HEAP) {
            throw new IllegalArgumentException(
                    "heapMegabytes must be in " + LEAST_HEAP + ".." + MOST_HEAP + ", got " + heapMegabytes);
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive, got " + deadline);
        }
    }

    /**
     * 1 GB of heap and two minutes: four times what a busy small machine needs.
     *
     * @param target where the build has put {@code trino}; with the system properties {@value #HOME} and {@value #JAVA} another
     *     Trino is started, as the Maven profile trino-483 does it
     */
    public static TrinoSettings of(Path target, URI glue, URI s3, Path log) {
        return new TrinoSettings(
                Path.of(System.getProperty(HOME, target.resolve("trino").toString())),
                Path.of(System.getProperty(JAVA, OWN_JAVA)),
                glue,
                s3,
                log,
                1024,
                Duration.ofMinutes(2));
    }

    /** Whether it runs on another Java than this process. */
    boolean isOtherJava() {
        return !java.equals(Path.of(OWN_JAVA));
    }
}
