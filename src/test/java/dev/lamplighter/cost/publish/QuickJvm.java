package dev.lamplighter.cost.publish;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The command line of a child JVM that starts in half the time, for tests that start many: this JVM's class path, all of it
 * in jars, and an archive of the classes that the first child leaves behind.
 */
final class QuickJvm {
    private final List<String> options;
    private final Path archive;

    QuickJvm(Path folder) throws IOException {
        archive = folder.resolve("classes.jsa");
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            classPath.add(
                    Files.isDirectory(path)
                            ? jar(path, folder.resolve(classPath.size() + ".jar"))
                                    .toString()
                            : entry);
        }
        options = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-Xlog:disable", // of what the archive lacks
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath));
    }

    /** The archive is written by the first process that ends by itself. */
    List<String> command(Class<?> main) {
        List<String> command = new ArrayList<>(options);
        command.add(
                1, Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-XX:ArchiveClassesAtExit=" + archive);
        command.add(main.getName());
        return command;
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (Stream<Path> walk = Files.walk(classes);
                OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }
}
