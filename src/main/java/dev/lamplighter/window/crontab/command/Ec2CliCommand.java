package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Describes an EC2 call as it is written in a crontab: {@code aws ec2 start-instances ...}, or
 * {@code ec2-start-instances ...} with the old command line tools.
 *
 * @param operation the name that the tool gives it
 * @param options values by the option's long name without dashes; values without an option are under ""
 */
public record Ec2CliCommand(
        Verb verb, String operation, Map<String, List<String>> options, CallRegionAndProfile location) {
    /** The calls that a window makes, and the others. */
    public enum Verb {
        START,
        STOP,
        TERMINATE,
        ASSOCIATE,
        OTHER
    }

    private static final Map<String, Verb> VERBS = Map.of(
            "start-instances", Verb.START,
            "start", Verb.START,
            "stop-instances", Verb.STOP,
            "stop", Verb.STOP,
            "terminate-instances", Verb.TERMINATE,
            "kill", Verb.TERMINATE,
            "associate-address", Verb.ASSOCIATE,
            "assocaddr", Verb.ASSOCIATE);
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("a", "allocation-id"),
            Map.entry("n", "network-interface-id"),
            Map.entry("i", "instance-id"),
            Map.entry("p", "private-ip-address"),
            Map.entry("U", "endpoint-url"),
            Map.entry("url", "endpoint-url"),
            Map.entry("f", "force"),
            Map.entry("D", "dry-run"),
            Map.entry("auth-dry-run", "dry-run"),
            Map.entry("O", "key"),
            Map.entry("aws-access-key", "key"),
            Map.entry("W", "secret"),
            Map.entry("aws-secret-key", "secret"),
            Map.entry("K", "key"),
            Map.entry("private-key", "key"),
            Map.entry("C", "secret"),
            Map.entry("cert", "secret"));
    /** Options that are understood here, or that change only what is printed. */
    private static final Set<String> HEEDED = Set.of(
            "",
            "instance-ids",
            "instance-id",
            "region",
            "profile",
            "output",
            "query",
            "color",
            "debug",
            "hibernate",
            "dry-run",
            "allocation-id",
            "network-interface-id",
            "private-ip-address",
            "public-ip",
            "allow-reassociation",
            "endpoint-url",
            "ca-bundle",
            "key",
            "secret",
            "v",
            "verbose",
            "connection-timeout",
            "request-timeout");

    public Ec2CliCommand {
        options = Map.copyOf(options);
    }

    /**
     * The call that a command makes; empty if it runs another program or calls another service.
     *
     * @throws UnsupportedCommandException if the crontab doesn't show what it asks for
     */
    static Optional<Ec2CliCommand> of(List<Word> words, Map<String, String> variables)
            throws UnsupportedCommandException {
        String programme = words.get(0).programme();
        if (programme.matches("aws2?(\\.exe)?")) {
            return ofAws(words, variables);
        }
        if (!programme.matches("ec2-?[a-z][a-z-]*")) {
            return Optional.empty();
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        read(words.subList(1, words.size()), options);
        return Optional.of(known(programme.replaceFirst("ec2-?", ""), words, options, variables));
    }

    private static Optional<Ec2CliCommand> ofAws(List<Word> words, Map<String, String> variables)
            throws UnsupportedCommandException {
        int at = 1;
        while (at < words.size() && words.get(at).text().startsWith("-")) {
            at += takesValue(words.get(at).text()) ? 2 : 1;
        }
        if (at + 1 >= words.size() || !words.get(at).text().equals("ec2")) {
            return Optional.empty();
        }
        int operation = at + 1;
        Map<String, List<String>> options = new LinkedHashMap<>();
        read(words.subList(1, at), options);
        options.remove("");
        read(words.subList(operation + 1, words.size()), options);
        return Optional.of(known(words.get(operation).text(), words, options, variables));
    }

    private static boolean takesValue(String option) {
        return !option.contains("=") && !option.startsWith("--no-") && !option.equals("--debug");
    }

    private static Ec2CliCommand known(
            String operation, List<Word> words, Map<String, List<String>> options, Map<String, String> variables)
            throws UnsupportedCommandException {
        for (Word word : words.subList(1, words.size())) {
            if (!word.isKnown()) {
                throw new UnsupportedCommandException(
                        "what $" + word.variables().get(0) + " stands for is not in the crontab",
                        "write its value there, or set it in a line of the crontab before");
            }
        }
        return new Ec2CliCommand(
                VERBS.getOrDefault(operation, Verb.OTHER),
                operation,
                options,
                CallRegionAndProfile.of(options, variables));
    }

    private static void read(List<Word> words, Map<String, List<String>> options) {
        String option = "";
        for (Word word : words) {
            String text = word.text();
            if (text.startsWith("-") && text.length() > 1) {
                int equals = text.indexOf('=');
                String name = (equals < 0 ? text : text.substring(0, equals)).replaceFirst("^--?", "");
                option = SHORT.getOrDefault(name, name);
                List<String> values = options.computeIfAbsent(option, any -> new ArrayList<>());
                if (equals >= 0) {
                    values.add(text.substring(equals + 1));
                }
            } else {
                options.computeIfAbsent(option, any -> new ArrayList<>()).add(text);
            }
        }
    }

    /** Whether the call changes nothing: it is a dry run or asks for help. */
    boolean changesNothing() {
        boolean help = options.getOrDefault("", List.of()).contains("help");
        return help || has("dry-run") || has("generate-cli-skeleton") || has("h") || has("help");
    }

    /** The ids of the instances to start, stop or terminate, in whatever form they are written. */
    public List<String> instances() {
        return options.entrySet().stream()
                .flatMap(option -> option.getValue().stream()
                        .filter(value -> option.getKey().matches("instance-ids?") || value.startsWith("i-")))
                .flatMap(value -> List.of(value.split("[\\s,\\[\\]\"']+", -1)).stream())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    public Optional<String> option(String name) {
        return options.getOrDefault(name, List.of()).stream().findFirst();
    }

    public boolean has(String name) {
        return options.containsKey(name);
    }

    /** The options for which a window has no key. */
    public List<String> unheeded() {
        return options.keySet().stream()
                .filter(name -> !HEEDED.contains(name)
                        && !name.startsWith("no-")
                        && !name.startsWith("cli-read")
                        && !name.startsWith("cli-connect"))
                .sorted()
                .toList();
    }
}
