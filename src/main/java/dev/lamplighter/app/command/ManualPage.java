package dev.lamplighter.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a manual page (roff with the macros of man) of a command, its subcommands, and all their options. */
final class ManualPage {
    /** Options of every command, told once. */
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--trace");

    private final CommandSpec root;
    private final StringBuilder text = new StringBuilder();

    ManualPage(CommandSpec root) {
        this.root = root;
    }

    String text() {
        line(".TH LAMPLIGHTER 1 \"\" Lamplighter \"User Commands\"");
        line(".SH NAME");
        line("lamplighter \\- " + escaped(sentence(root).replaceFirst("\\.$", "")));
        line(".SH SYNOPSIS");
        line(".B lamplighter");
        line(".RI [ COMMAND ]");
        line(".RI [ OPTION ...]");
        line(".SH DESCRIPTION");
        line("Without a command the service runs in the foreground, as its systemd unit has it run. The other"
                + " commands ask a");
        line("running service, or work by themselves.");
        line(".SH OPTIONS OF EVERY COMMAND");
        root.options().stream()
                .filter(option -> EVERYWHERE.contains(option.longestName()))
                .forEach(this::option);
        line(".SH COMMANDS");
        commands(root);
        text.append(rest());
        return text.toString();
    }

    private void commands(CommandSpec above) {
        Set<CommandSpec> told = new HashSet<>();
        above.subcommands().values().forEach(command -> {
            CommandSpec spec = command.getCommandSpec();
            if (told.add(spec) && !spec.usageMessage().hidden()) {
                command(spec);
            }
        });
    }

    private void command(CommandSpec spec) {
        line(".SS " + escaped(spec.qualifiedName()) + parameters(spec));
        for (String paragraph : spec.usageMessage().description()) {
            line(escaped(paragraph.replace("%%", "%")));
            line(".br");
        }
        spec.positionalParameters().forEach(this::parameter);
        spec.options().stream()
                .filter(option -> !option.hidden() && !EVERYWHERE.contains(option.longestName()))
                .forEach(this::option);
        commands(spec);
    }

    private static String parameters(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .map(one -> one.arity().min() == 0 ? " [" + one.paramLabel() + "]" : " " + one.paramLabel())
                .map(ManualPage::escaped)
                .collect(Collectors.joining());
    }

    private void parameter(PositionalParamSpec parameter) {
        if (parameter.description().length > 0) {
            line(".TP");
            line(".I " + escaped(parameter.paramLabel()));
            line(described(List.of(parameter.description())));
        }
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        String names = String.join(", ", option.names());
        String no = option.negatable() ? ", " + option.longestName().replaceFirst("^--", "--no-") : "";
        line(".TP");
        line(".B " + escaped(names + no + value));
        line(described(List.of(option.description())));
    }

    private static String described(List<String> description) {
        String words = String.join(" ", description).replace("%%", "%").replace("%n", " ");
        return words.isBlank() ? "\\&" : escaped(words);
    }

    private static String sentence(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description());
    }

    /** Text in which roff finds none of its own signs. */
    private static String escaped(String written) {
        String words = written.replace("\\", "\\e").replace("-", "\\-");
        return words.startsWith(".") || words.startsWith("'") ? "\\&" + words : words;
    }

    /** What no command says of itself. */
    private static String rest() {
        try (InputStream in = ManualPage.class.getResourceAsStream("manual.roff")) {
            if (in == null) {
                throw new IllegalStateException("the jar holds no manual.roff");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
