package dev.lamplighter.cost.worker;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * Starts the process that converts: this Java and this class path, the options of {@code bin/lamplighter costs}, a heap of
 * its own, the class data archive if there is one, and the lowest priority that {@code nice} gives.
 *
 * <p>Credentials are passed in its environment, never on its command line: AWS system properties of this JVM become the
 * environment variables of the same meaning.
 */
final class WorkerProcessStarter {
    /** The options of {@code bin/lamplighter}: the optimising compiler only for what runs for long. */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=2000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:Tier4BackEdgeThreshold=200000",
            "-XX:Tier3DelayOn=0",
            "-XX:Tier3DelayOff=0");

    private static final int YOUNG_MEGABYTES = 24;
    private static final String CRASH = "conversion-crash.log";
    /** The endpoints of services, which are no {@link SystemSetting}. */
    private static final Map<String, String> ENDPOINTS =
            Map.of("aws.endpointUrl", "AWS_ENDPOINT_URL", "aws.endpointUrlS3", "AWS_ENDPOINT_URL_S3");

    private final WorkerSettings settings;
    private final Class<?> main;

    /** @param main the class that the process runs */
    WorkerProcessStarter(WorkerSettings settings, Class<?> main) {
        this.settings = settings;
        this.main = main;
    }

    /** @param temporary a folder of its own for native code */
    Process start(Path temporary) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line(temporary)).redirectError(Redirect.INHERIT);
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        if (System.getProperty(SdkSystemSetting.AWS_ACCESS_KEY_ID.property()) != null) {
            builder.environment()
                    .remove(SdkSystemSetting.AWS_SESSION_TOKEN.environmentVariable()); // of other credentials
        }
        builder.environment().putAll(awsVariables());
        return builder.start();
    }

    /** The file that the JVM writes only when it crashes. */
    Path crashFile() {
        return settings.folder().resolve(CRASH);
    }

    private List<String> line(Path temporary) {
        List<String> line = new ArrayList<>();
        if (Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, "nice")))) {
            line.addAll(List.of("nice", "-n", "10"));
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx" + settings.heapMegabytes() + "m");
        line.add("-Xmn" + Math.min(YOUNG_MEGABYTES, settings.heapMegabytes() / 4) + "m");
        line.addAll(OPTIONS);
        line.addAll(archive());
        line.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + crashFile().toString().replace("%", "%%"),
                "-Djava.io.tmpdir=" + temporary));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return line;
    }

    /**
     * The class data archive that {@code bin/lamplighter} leaves beside {@code lib/}; it belongs to one Java and one build.
     */
    private static List<String> archive() {
        Path jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> entry.endsWith("lib/lamplighter.jar"))
                .findFirst()
                .orElse(Path.of("none"));
        Path file = jar.resolveSibling("../costs-" + System.getProperty("java.version") + ".jsa")
                .normalize();
        try {
            if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return Runtime.version().feature() < 25
                        ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                        : List.of("-XX:AOTCache=" + file, "-Xlog:aot=off");
            }
        } catch (IOException e) {
            return List.of("-Xshare:auto"); // none was made
        }
        return List.of("-Xshare:auto");
    }

    /** The system properties that the SDK reads before the variables of the same meaning. */
    private Map<String, String> awsVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        settings.region().ifPresent(region -> variables.put("AWS_REGION", region));
        Stream.concat(Stream.of(SdkSystemSetting.values()), Stream.of(ProfileFileSystemSetting.values()))
                .forEach(setting -> put(variables, setting.property(), setting.environmentVariable()));
        ENDPOINTS.forEach((property, variable) -> put(variables, property, variable));
        return variables;
    }

    private static void put(Map<String, String> variables, String property, String variable) {
        String value = property == null || variable == null ? null : System.getProperty(property);
        if (value != null) {
            variables.put(variable, value);
        }
    }

    /** Other system properties of this JVM (proxies, trust stores); passed over a pipe, because they may be secrets, too. */
    static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            String name = argument.replaceFirst("=.*", "").replaceFirst("^-D", "");
            String value = System.getProperty(name);
            if (argument.startsWith("-D") && !name.startsWith("aws.") && value != null) {
                properties.put(name, value);
            }
        }
        properties.remove("java.io.tmpdir");
        return properties;
    }
}
