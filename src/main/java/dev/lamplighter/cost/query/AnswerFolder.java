package dev.lamplighter.cost.query;

import dev.lamplighter.base.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps answers as files of this machine: {@code <folder>/<name>.csv}, and beside each that differs from the one before
 * {@code .changes.txt}, one line per row. Until a copy of the answer is in the target bucket, a file {@code .unarchived} with the
 * copy's key is beside it.
 */
public final class AnswerFolder implements AnswerStore {
    private static final String UNARCHIVED = ".unarchived";
    private static final Pattern ANSWER = Pattern.compile("\\d{8}T\\d{6}Z-.*\\.csv");

    private final Path root;

    /** @param root that of {@code cost.answers} */
    public AnswerFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The folders with answers. */
    List<String> folders() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(AnswerFolder::nameOf)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<String> names(String folder) throws IOException {
        Path within = root.resolve(folder);
        if (!Files.isDirectory(within)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(within)) {
            return files.map(AnswerFolder::nameOf)
                    .filter(name -> ANSWER.matcher(name).matches())
                    .toList();
        }
    }

    @Override
    public Path file(String folder, String name) {
        return root.resolve(folder).resolve(name);
    }

    @Override
    public Path keep(String folder, String name, byte[] csv, String archiveKey) throws IOException {
        Path file = file(folder, name);
        if (!archiveKey.isEmpty()) {
            AtomicFile.write(mark(file), archiveKey.getBytes(StandardCharsets.UTF_8));
        }
        AtomicFile.write(file, csv);
        return file;
    }

    @Override
    public void changed(String folder, String name, byte[] changes) throws IOException {
        AtomicFile.write(changes(file(folder, name)), changes);
    }

    /** {@inheritDoc} A mark without an answer is forgotten. */
    @Override
    public List<AnswerFile> unarchived() throws IOException {
        List<AnswerFile> answers = new ArrayList<>();
        for (Path mark : marks()) {
            Path file = mark.resolveSibling(nameOf(mark).replaceAll("\\.unarchived$", ""));
            if (Files.exists(file)) {
                answers.add(new AnswerFile(file, Files.readString(mark)));
            } else {
                Files.delete(mark);
            }
        }
        return answers;
    }

    @Override
    public void archived(Path file) throws IOException {
        Files.deleteIfExists(mark(file));
    }

    /** The changes beside an answer; empty if there are none. */
    byte[] changes(String folder, String name) throws IOException {
        Path beside = changes(file(folder, name));
        return Files.exists(beside) ? Files.readAllBytes(beside) : new byte[0];
    }

    /** The key of the copy in the bucket that is missing; empty if it isn't. */
    String unarchivedKey(String folder, String name) throws IOException {
        Path mark = mark(file(folder, name));
        return Files.exists(mark) ? Files.readString(mark) : "";
    }

    private List<Path> marks() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(file -> file.toString().endsWith(UNARCHIVED))
                    .sorted(Comparator.comparing(AnswerFolder::nameOf).thenComparing(Path::compareTo))
                    .toList();
        }
    }

    private static Path mark(Path file) {
        return file.resolveSibling(nameOf(file) + UNARCHIVED);
    }

    private static Path changes(Path file) {
        return file.resolveSibling(nameOf(file).replaceAll("\\.csv$", ".changes.txt"));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
