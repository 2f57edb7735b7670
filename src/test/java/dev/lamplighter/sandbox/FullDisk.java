package dev.lamplighter.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder on a small disk of its own that can be filled up; only where this user may mount one. */
final class FullDisk {
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final boolean mounted;

    /** Mounts 64 MiB in memory on a new folder outside the build's, so that nothing is in the way if a test is killed. */
    FullDisk() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("lamplighter-disk-");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder.toString());
    }

    Path folder() {
        return folder;
    }

    /** Else it is a folder like any other. */
    boolean isPossible() {
        return mounted;
    }

    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("fill"))) {
            byte[] chunk = new byte[CHUNK];
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            assert folder.toFile().getUsableSpace() < CHUNK : e;
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(folder.resolve("fill"));
    }

    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", "--lazy", folder.toString());
            Files.deleteIfExists(folder);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
