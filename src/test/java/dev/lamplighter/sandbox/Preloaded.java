package dev.lamplighter.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** Libraries of {@code src/test/c}, built by the machine's C compiler, through which a service sees its system. */
final class Preloaded {
    private Preloaded() {}

    /** Whether this machine has a C compiler. */
    static boolean isPossible() {
        try {
            return new ProcessBuilder("cc", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of every process that is started in that home from now on. */
    static void into(ServiceHome home, String name) throws IOException, InterruptedException {
        Path source = Path.of("src/test/c", name + ".c");
        Path library = home.path(name + ".so");
        int exit = new ProcessBuilder("cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("cc can't compile " + source);
        }
        home.export("LD_PRELOAD", library.toString());
    }
}
