package dev.lamplighter.app.route.file;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.RouteProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.xml.io.XmlPullParserLocationException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Explains exceptions of the YAML and XML parsers. */
final class RouteParseFailureAnalyzer {
    private static final Pattern UNKNOWN = Pattern.compile(
            "(Unknown node id|Unsupported field|Unexpected attribute|Unexpected element):? '?(?:\\{[^}]*})?([^' ]+)'?");

    private RouteParseFailureAnalyzer() {}

    static Optional<Problem> explain(Throwable cause, RouteFile file, CamelContext context) {
        if (cause instanceof MarkedYamlEngineException yaml) {
            int line = yaml.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            int column = yaml.getProblemMark().map(Mark::getColumn).orElse(0) + 1;
            return Optional.of(problem(String.valueOf(yaml.getProblem()), line, column, file, context));
        }
        if (cause instanceof XmlPullParserLocationException xml) {
            String message = String.valueOf(xml.getMessage());
            return Optional.of(problem(message, xml.getLineNumber(), xml.getColumnNumber(), file, context));
        }
        return Optional.empty();
    }

    private static Problem problem(String message, int line, int column, RouteFile file, CamelContext context) {
        Matcher unknown = UNKNOWN.matcher(message);
        if (!unknown.find()) {
            return new Problem(
                    RouteProblemCode.FILE_UNREADABLE,
                    file.place(line, column),
                    "can't be read as " + (file.isXml() ? "XML" : "YAML"),
                    RouteFailureAnalyzer.firstLine(message.replaceAll("\\(position:.*", "")),
                    "correct the line, or the one above it");
        }
        String word = unknown.group(2);
        RouteFile.Place place = file.lastBefore(line, column, word);
        boolean isStep = unknown.group(1).endsWith("id") || unknown.group(1).endsWith("element");
        String owner = file.ownerOf(place);
        List<String> allowed = isStep ? CamelCatalogNames.eips(context) : CamelCatalogNames.fieldsOf(owner, context);
        return new Problem(
                RouteProblemCode.UNKNOWN_WORD,
                file.place(place.line(), place.column()),
                isStep ? "unknown step \"" + word + "\"" : "unknown field \"" + word + "\" of " + owner,
                "Camel's DSL has no such word here",
                CamelCatalogNames.suggestion(word, allowed).orElse("see Camel's list of EIPs and their fields"));
    }
}
