package dev.lamplighter.app.route.file;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.RouteProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Holds the contents of {@code routes/}, read once; {@code routes/cases} holds no routes.
 *
 * @param files route files: templates first, then files with route configurations, then the others, each group in
 *     alphabetical order, because a route can use only templates and configurations that are loaded already
 * @param problems files that can't be read, or are too large to be routes
 * @param warnings files that look like routes but have a name that no route file has
 */
public record RouteFolder(List<RouteFile> files, List<Problem> problems, List<Problem> warnings) {
    public static RouteFolder read(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Path home = root.getParent() == null ? root : root.getParent();
        List<Path> paths;
        Path cases = root.resolve(RouteCaseFiles.FOLDER);
        try (Stream<Path> found = Files.walk(root)) {
            paths = found.filter(path -> !path.startsWith(cases)).sorted().toList();
        }
        List<RouteFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (Path path : paths) {
            String name = home.relativize(path).toString().replace('\\', '/');
            boolean isFile = Files.isRegularFile(path);
            if (isFile && RouteFile.isName(name)) {
                try {
                    byte[] bytes = SizeLimitedFile.bytes(path, SizeLimitedFile.LARGEST_BYTES);
                    files.add(new RouteFile(name, new String(bytes, StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    problems.add(unreadable(name, e));
                }
            } else if (looksLikeRoutes(name, isFile)) {
                warnings.add(otherName(name, isFile));
            }
        }
        files.sort(Comparator.comparingInt(RouteFile::rank).thenComparing(RouteFile::name));
        return new RouteFolder(List.copyOf(files), problems, warnings);
    }

    private static boolean looksLikeRoutes(String name, boolean isFile) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isFile ? lower.matches(".*\\.(ya?ml|xml)") : RouteFile.isName(lower);
    }

    private static Problem otherName(String name, boolean isFile) {
        String stem = name.replaceFirst("(?i)(\\.camel)?\\.(ya?ml|xml)$", "");
        String end = name.toLowerCase(Locale.ROOT).endsWith("xml") ? ".camel.xml" : ".camel.yaml";
        return new Problem(
                RouteProblemCode.OTHER_NAME,
                name,
                isFile ? "not loaded" : "a folder, not a file of routes",
                "routes are files whose names end in .camel.yaml or .camel.xml",
                isFile ? "rename it " + stem + end : "rename it, or put the file in its place");
    }

    private static Problem unreadable(String name, IOException e) {
        return new Problem(
                RouteProblemCode.FILE_INACCESSIBLE,
                name,
                "can't be read",
                RouteFailureAnalyzer.firstLine(String.valueOf(e.getMessage())),
                "a route is a few lines of text: correct the file, or take it away");
    }
}
