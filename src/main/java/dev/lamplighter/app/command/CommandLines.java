package dev.lamplighter.app.command;

import picocli.CommandLine;

/** Makes the command line of this program, as its first word needs it. */
@FunctionalInterface
public interface CommandLines {
    CommandLine of(String firstWord);
}
