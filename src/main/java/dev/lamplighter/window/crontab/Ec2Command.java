package dev.lamplighter.window.crontab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An EC2 call as people write it in a crontab: {@code aws ec2 start-instances ...}, or with the old command line tools
 * {@code ec2-start-instances ...}.
 *
 * @param options by their long name without dashes; a list of values each
 */
record Ec2Command(Verb verb, Map<String, List<String>> options) {
    /** The calls that a window makes. */
    enum Verb {
        START,
        STOP,
        TERMINATE,
        ASSOCIATE
    }

    private static final Pattern AWS = Pattern.compile("(?:^|.*/|\\s)aws\\s+(.*?)\\bec2\\s+([a-z-]+)(.*)");
    private static final Pattern OLD = Pattern.compile("(?:^|.*/|.*\\s)ec2-?([a-z-]+)((?:\\s.*)?)");
    private static final Map<String, Verb> VERBS = Map.of(
            "start-instances", Verb.START,
            "start", Verb.START,
            "stop-instances", Verb.STOP,
            "stop", Verb.STOP,
            "terminate-instances", Verb.TERMINATE,
            "kill", Verb.TERMINATE,
            "associate-address", Verb.ASSOCIATE,
            "assocaddr", Verb.ASSOCIATE);
    private static final Map<String, String> SHORT =
            Map.of("a", "allocation-id", "n", "network-interface-id", "i", "instance-id", "p", "private-ip-address");

    /** The calls of a command line, in order; of several joined by {@code ;}, {@code &&} or {@code |} each. */
    static List<Ec2Command> of(String commandLine) {
        List<Ec2Command> found = new ArrayList<>();
        for (String part : commandLine.split("&&|[;|]", -1)) {
            String command = part.replaceAll("\\d?>+\\s*(&\\d|\\S+)", "").strip();
            one(command).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Ec2Command> one(String command) {
        Matcher aws = AWS.matcher(command);
        if (aws.matches()) {
            return of(aws.group(2), aws.group(1) + " " + aws.group(3));
        }
        Matcher old = OLD.matcher(command);
        return old.matches() ? of(old.group(1), old.group(2)) : Optional.empty();
    }

    private static Optional<Ec2Command> of(String word, String arguments) {
        Verb verb = VERBS.get(word);
        if (verb == null) {
            return Optional.empty();
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        String option = "";
        for (String token : arguments.strip().replace("\"", "").replace("'", "").split("[\\s=,]+", -1)) {
            if (token.startsWith("-")) {
                String name = token.replaceFirst("^--?", "");
                option = token.startsWith("--") ? name : SHORT.getOrDefault(name, name);
                options.putIfAbsent(option, new ArrayList<>());
            } else if (!token.isEmpty()) {
                options.computeIfAbsent(option, name -> new ArrayList<>()).add(token);
            }
        }
        return Optional.of(new Ec2Command(verb, options));
    }

    /** The instances of start, stop and terminate. */
    List<String> instances() {
        List<String> ids = new ArrayList<>(options.getOrDefault("instance-ids", List.of()));
        options.forEach((option, values) -> {
            if (!option.equals("instance-ids") && verb != Verb.ASSOCIATE) {
                values.stream().filter(value -> value.startsWith("i-")).forEach(ids::add);
            }
        });
        return ids;
    }

    Optional<String> option(String name) {
        return options.getOrDefault(name, List.of()).stream().findFirst();
    }

    boolean has(String name) {
        return options.containsKey(name);
    }
}
