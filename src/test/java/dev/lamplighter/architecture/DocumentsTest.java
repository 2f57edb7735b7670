package dev.lamplighter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what the documents name against the sources. */
final class DocumentsTest {
    /** A type with its package as a path, as in {@code window/DryRunTest}; columns of reports look the same and begin otherwise. */
    private static final Pattern TYPE = Pattern.compile(
            "`((?:app|base|fleet|panel|window|cost|routes|sandbox|architecture)/(?:[a-z0-9]+/)*[A-Z]\\w+)\\b(?![*<])");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#([^)\\s]+))?\\)");

    @Test
    void everyTypeThatADocumentNamesIsThere() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String root : List.of("src/main/java", "sandbox/src/main/java", "src/test/java")) {
            sources.addAll(files(Path.of(root), ".java"));
        }
        List<String> gone = new ArrayList<>();
        int named = 0;
        for (String document : files(Path.of("docs"), ".md")) {
            Matcher types = TYPE.matcher(Files.readString(Path.of(document)));
            while (types.find()) {
                named++;
                String end = "/dev/lamplighter/" + types.group(1) + ".java";
                if (sources.stream().noneMatch(source -> source.endsWith(end))) {
                    gone.add(document + ": " + types.group(1));
                }
            }
        }

        assertThat(gone).isEmpty();
        assertThat(named).isGreaterThan(200);
    }

    /** Of a link within the tree the file, and of one to a heading of a document that heading. */
    @Test
    void everyLinkOfADocumentLeadsSomewhere() throws IOException {
        List<String> documents = new ArrayList<>(files(Path.of("docs"), ".md"));
        documents.addAll(List.of("README.md", "CONTRIBUTING.md", "routes/README.md"));
        List<String> broken = new ArrayList<>();
        for (String document : documents) {
            Matcher links = LINK.matcher(Files.readString(Path.of(document)));
            while (links.find()) {
                Path target = Path.of(document).resolveSibling(links.group(1)).normalize();
                if (links.group(1).contains(":")) {
                    continue;
                }
                if (!Files.exists(target)) {
                    broken.add(document + ": " + links.group(1));
                } else if (links.group(2) != null && !anchors(target).contains(links.group(2))) {
                    broken.add(document + ": " + links.group());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    /** The anchors that GitHub makes of the headings. */
    private static List<String> anchors(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<String> files(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }
}
