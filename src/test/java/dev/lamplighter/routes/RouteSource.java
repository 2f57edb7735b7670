package dev.lamplighter.routes;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * One route file for the lint.
 *
 * @param name below the home folder, with slashes
 * @param definitions the file's routes, templates and configurations
 */
record RouteSource(String name, String text, List<RouteNode> definitions) {
    /** Everything under {@code home/routes}, whatever its ending, in alphabetical order; none if there is no folder. */
    static List<RouteSource> under(Path home) {
        Path folder = home.resolve("routes");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(folder.resolve("cases")))
                    .filter(path -> !path.equals(folder.resolve("README.md")))
                    .sorted()
                    .map(path -> read(home, path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + folder, e);
        }
    }

    /** Keys of a properties file of the home folder; none if it is not there. */
    static Set<String> keys(Path home, String... files) {
        Set<String> keys = new TreeSet<>();
        for (String file : files) {
            Path path = home.resolve(file);
            if (Files.exists(path)) {
                Properties properties = new Properties();
                try (var in = Files.newBufferedReader(path)) {
                    properties.load(in);
                } catch (IOException e) {
                    throw new UncheckedIOException("can't read " + path, e);
                }
                keys.addAll(properties.stringPropertyNames());
            }
        }
        return keys;
    }

    boolean isXml() {
        return name.endsWith(".xml");
    }

    /** The file's name without folder and ending. */
    String stem() {
        return name.replaceFirst(".*/", "").replaceFirst("\\..*", "");
    }

    Stream<RouteNode> all() {
        return definitions.stream().flatMap(RouteNode::all);
    }

    Stream<RouteNode> all(String wanted) {
        return definitions.stream().flatMap(node -> node.all(wanted));
    }

    private static RouteSource read(Path home, Path path) {
        String name = home.relativize(path).toString().replace('\\', '/');
        try {
            String text = Files.readString(path);
            return new RouteSource(name, text, name.endsWith(".xml") ? xml(text) : yaml(text));
        } catch (Exception e) {
            throw new IllegalStateException("can't read " + name, e);
        }
    }

    private static List<RouteNode> yaml(String text) {
        List<RouteNode> definitions = new ArrayList<>();
        if (new Load(LoadSettings.builder().build()).loadFromString(text) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    map.forEach((key, value) -> definitions.add(RouteNode.ofYaml(String.valueOf(key), value)));
                }
            }
        }
        return definitions;
    }

    private static List<RouteNode> xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
        RouteNode node = RouteNode.ofXml(root);
        return Set.of("camel", "routes", "routeTemplates", "beans").contains(node.name())
                ? node.children()
                : List.of(node);
    }
}
