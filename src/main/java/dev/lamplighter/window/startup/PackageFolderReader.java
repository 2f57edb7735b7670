package dev.lamplighter.window.startup;

import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.PackageProblemCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/** Reads the folder that a startup package is built from. */
final class PackageFolderReader {
    private final Path root;
    private final PackageFindings findings;
    private final PackageContent content;
    private final PackageEntryCollector reader;

    private PackageFolderReader(Path root, PackageFindings findings) {
        this.root = root;
        this.findings = findings;
        content = new PackageContent(root.toString(), File.separator);
        reader = new PackageEntryCollector(content, findings, false);
    }

    static PackageContent read(Path folder, PackageFindings findings) throws IOException {
        PackageFolderReader reading = new PackageFolderReader(folder, findings);
        reading.readFolder(folder);
        return reading.content;
    }

    private void readFolder(Path folder) throws IOException {
        List<Path> children;
        try (Stream<Path> found = Files.list(folder)) {
            children = found.sorted().toList();
        }
        for (Path child : children) {
            String path = root.relativize(child).toString().replace(File.separatorChar, '/');
            if (reader.accepts(path)) {
                read(child, path);
            }
        }
    }

    private void read(Path child, String path) throws IOException {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            reader.add(PackageEntry.folder(path));
            readFolder(child);
        } else if (!Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
            findings.problem(
                    PackageProblemCode.NO_REGULAR_FILE,
                    content.where(path),
                    "neither a file nor a folder",
                    "a symbolic link leads elsewhere on another machine",
                    "put a copy of the file in its place");
        } else if (reader.accepts(path, Files.size(child))) {
            byte[] bytes = SizeLimitedFile.bytes(child, PackageEntryCollector.MOST_BYTES);
            reader.add(PackageEntry.file(path, isExecutable(child), bytes));
        }
    }

    /** For its owner, whoever builds the package. */
    private static boolean isExecutable(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null
                ? Files.isExecutable(file)
                : view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
