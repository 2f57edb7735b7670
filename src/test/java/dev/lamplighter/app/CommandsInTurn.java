package dev.lamplighter.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Says many commands as one process, for tests: each is a line of standard input, as behind {@code bin/lamplighter}; its exit
 * code is a line behind what it said.
 */
public final class CommandsInTurn {
    public static final String EXIT = "exit code ";

    private CommandsInTurn() {}

    /** Ends when standard input does. */
    public static void main(String[] none) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            int code = Lamplighter.commandLine(words[0]).execute(words);
            System.err.flush();
            System.out.println(EXIT + code);
        }
    }
}
