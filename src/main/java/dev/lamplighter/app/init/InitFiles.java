package dev.lamplighter.app.init;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the shipped files with the answers in them, so that all comments stay. A file that is there is replaced only if it is
 * still the shipped one, byte by byte; else nothing is written.
 */
public final class InitFiles {
    private static final String PROPERTIES = "application.properties";
    private static final String WINDOWS = "windows.yaml";
    private static final String COSTS_OFF = "\ncost.enabled=false\n";
    private static final String COSTS_TO_FILL = """

        # To publish cost reports, fill in cost.source, cost.report-name, cost.target, cost.athena.database and
        # cost.athena.output below, then write cost.enabled=true (docs/how-to/payer.md).
        cost.enabled=false
        """;

    private final Path folder;
    private final Map<String, String> contents = new LinkedHashMap<>();

    /** Makes the files for a folder, and writes none. */
    public InitFiles(Path folder, InitAnswers answers) {
        this.folder = folder;
        contents.put(PROPERTIES, properties(answers));
        contents.put(WINDOWS, windows(answers));
    }

    /** The files that somebody has written, each as a problem; empty if all can be written. */
    public List<Problem> inTheWay() throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (String name : contents.keySet()) {
            Path file = folder.resolve(name);
            if (Files.exists(file)
                    && !Files.readString(file, StandardCharsets.UTF_8).equals(shipped(name))) {
                problems.add(new Problem(
                        ConfigProblemCode.FILE_EXISTS,
                        file.toString(),
                        "is there already",
                        "init changes nothing that somebody has written",
                        "move it away, or name another folder: --folder FOLDER"));
            }
        }
        return problems;
    }

    /** Returns the paths of the files. */
    public List<Path> write() throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> content : contents.entrySet()) {
            Path file = folder.resolve(content.getKey());
            AtomicFile.write(file, content.getValue().getBytes(StandardCharsets.UTF_8));
            written.add(file);
        }
        return written;
    }

    private static String properties(InitAnswers answers) {
        String text = shipped(PROPERTIES);
        for (Map.Entry<String, String> setting : answers.settings().entrySet()) {
            Matcher line = Pattern.compile("(?m)^" + Pattern.quote(setting.getKey()) + "=.*$")
                    .matcher(text);
            if (!line.find()) {
                throw new IllegalStateException("application.properties has no line " + setting.getKey());
            }
            String value = setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\");
            text = text.substring(0, line.start()) + value + text.substring(line.end());
        }
        return answers.isCosts() ? text.replace(COSTS_OFF, COSTS_TO_FILL) : text;
    }

    private static String windows(InitAnswers answers) {
        return shipped(WINDOWS).replaceFirst("(?m)^windows: \\[]$", Matcher.quoteReplacement(answers.windows()));
    }

    private static String shipped(String name) {
        try (InputStream in = InitFiles.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar holds no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
