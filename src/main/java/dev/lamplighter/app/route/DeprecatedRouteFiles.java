package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.DeprecatedName;
import dev.lamplighter.base.DeprecatedName.Kind;
import dev.lamplighter.base.DeprecatedNames;
import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Supports route files written for the previous version: they work as they are, and a warning says what to write instead.
 * This class is to be removed in the next version.
 */
public final class DeprecatedRouteFiles {
    /** Ids of error configurations, old to new; a new one has the name of its file. */
    private static final Map<String, String> CONFIGURATIONS = DeprecatedNames.of(Kind.CONFIGURATION).stream()
            .collect(Collectors.toUnmodifiableMap(DeprecatedName::old, DeprecatedName::now));

    private static final Pattern NAMED = Pattern.compile("(\\brouteConfigurationId[\"']? *[:=] *[\"']?)([\\w.,-]+)");
    private static final Pattern GIVEN = Pattern.compile("(\\bid[\"']? *[:=] *[\"']?)([\\w.-]+)");

    /** Method calls in window routes of the previous version, from before everything that is due went to one route. */
    private static final Pattern CALL = Pattern.compile("(start|associate|stop|reconcile)\\b.*");

    private static final Pattern CALL_URI = Pattern.compile("bean:(?://)?windows\\?(?:.*&)?method=" + CALL.pattern());

    /** How routes of the previous version tell letters from alerts. */
    private static final Pattern LETTER = Pattern.compile("AlertState\\}?[\"']? *[!=]=~? *[\\\\\"']*LETTER");

    private final List<RouteFile> files;

    /** @param files the files of the folder; an old id that one of them defines itself is not renamed */
    DeprecatedRouteFiles(List<RouteFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * The text of a file with the new ids, to be parsed by Camel. The ids must be replaced before, because Camel assigns
     * configurations while it parses.
     */
    String text(RouteFile file) {
        return renamed(file).text();
    }

    /**
     * The warning for an old file, one line for everything in it.
     *
     * @param routes as they stand in the file, those in its templates too
     */
    Optional<Problem> told(RouteFile file, Stream<RouteDefinition> routes) {
        Renamed renamed = renamed(file);
        return routes.flatMap(route -> calls(route).stream())
                .findFirst()
                .flatMap(method -> DeprecatedNames.find(Kind.CALL, "windows." + method)
                        .map(name -> called(name.warning(placeOfCall(file, method)), renamed)))
                .or(() -> renamed.id()
                        .flatMap(id -> DeprecatedNames.find(Kind.CONFIGURATION, id))
                        .map(name -> name.warning(file.placeOfOffset(renamed.offset()))))
                .or(() -> earlierHeader(file));
    }

    private static Problem called(Problem warning, Renamed renamed) {
        return renamed.id()
                .map(id -> warning.withFix(warning.fix() + ", and the id " + CONFIGURATIONS.get(id) + " for " + id))
                .orElse(warning);
    }

    private static Optional<Problem> earlierHeader(RouteFile file) {
        Matcher asked = LETTER.matcher(file.text());
        while (asked.find()) {
            if (!RouteFile.isComment(file.text(), asked.start())) {
                return DeprecatedNames.of(Kind.HEADER).stream()
                        .map(name -> name.warning(file.placeOfOffset(asked.start())))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static String placeOfCall(RouteFile file, String method) {
        Matcher call = Pattern.compile("\\bmethod[\"']? *[:=] *[\"']?(" + method + ")\\b")
                .matcher(file.text());
        return call.find() ? file.placeOfOffset(call.start(1)) : file.name();
    }

    private Renamed renamed(RouteFile file) {
        Renamed renamed = new Renamed(file.text(), Optional.empty(), 0).replacing(NAMED, this::now);
        return CONFIGURATIONS.containsValue(file.stem())
                ? renamed.replacing(GIVEN, id -> file.stem().equals(CONFIGURATIONS.get(id)) ? file.stem() : id)
                : renamed;
    }

    /**
     * A text with the new ids.
     *
     * @param id the first old id; empty if there is none
     * @param offset the place of that id
     */
    private record Renamed(String text, Optional<String> id, int offset) {
        Renamed replacing(Pattern written, UnaryOperator<String> now) {
            Renamed first = this;
            StringBuilder replaced = new StringBuilder();
            Matcher found = written.matcher(text);
            while (found.find()) {
                List<String> ids = List.of(found.group(2).split(",", -1));
                Optional<String> renamed = RouteFile.isComment(text, found.start())
                        ? Optional.empty()
                        : ids.stream().filter(id -> !id.equals(now.apply(id))).findFirst();
                if (renamed.isPresent()) {
                    found.appendReplacement(
                            replaced,
                            Matcher.quoteReplacement(found.group(1)
                                    + String.join(",", ids.stream().map(now).toList())));
                    first = first.id().isPresent() ? first : new Renamed(text, renamed, found.start(2));
                }
            }
            return new Renamed(found.appendTail(replaced).toString(), first.id(), first.offset());
        }
    }

    private String now(String id) {
        String now = CONFIGURATIONS.get(id);
        return now == null
                        || files.stream()
                                .anyMatch(file ->
                                        file.configures(id) && !file.stem().equals(now))
                ? id
                : now;
    }

    private static List<String> calls(RouteDefinition route) {
        Stream<String> beans =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class).stream()
                        .filter(bean -> "windows".equals(bean.getRef()) && bean.getMethod() != null)
                        .map(BeanDefinition::getMethod);
        Stream<String> endpoints =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                        .map(to -> String.valueOf(to.getUri()))
                        .filter(uri -> CALL_URI.matcher(uri).matches())
                        .map(uri -> uri.replaceFirst(".*method=", ""));
        return Stream.concat(beans, endpoints)
                .filter(method -> CALL.matcher(method).matches())
                .map(method -> CALL.matcher(method).replaceFirst("$1"))
                .toList();
    }
}
