package dev.lamplighter.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds in an unpacked package what belongs to the machine that built it: its folders, and secrets of its environment. */
final class BuilderTraces {
    private static final Pattern SECRET = Pattern.compile("(?i).*(SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|CREDENTIAL).*");
    private static final int SHORTEST_SECRET = 8;
    private static final String OWN_JAR = "lamplighter.jar";

    private final Set<String> traces = new LinkedHashSet<>();
    private final List<String> found = new ArrayList<>();

    private BuilderTraces() {
        traces.add(Path.of("").toAbsolutePath() + "/");
        traces.add(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath() + "/junit");
        if (!System.getProperty("user.home").equals("/root")) { // of which documents speak
            traces.add(System.getProperty("user.home"));
        }
        System.getenv().forEach((name, value) -> {
            if (SECRET.matcher(name).matches() && value.length() >= SHORTEST_SECRET && !value.startsWith("/")) {
                traces.add(value);
            }
        });
        traces.add("cAnArY"); // CanarySecretIT
    }

    /** Each file with a trace, in the program's own jar each entry; jars of others come as they are published. */
    static List<String> in(Path unpacked) throws IOException {
        BuilderTraces traces = new BuilderTraces();
        try (Stream<Path> files = Files.walk(unpacked)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.endsWith(OWN_JAR)) {
                    traces.lookIntoJar(file);
                } else if (!file.toString().endsWith(".jar")) {
                    traces.look(unpacked.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return traces.found;
    }

    private void lookIntoJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    look(OWN_JAR + " " + entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    private void look(String where, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (traces.stream().anyMatch(text::contains)) {
            found.add(where); // not what, which may be a secret
        }
    }
}
