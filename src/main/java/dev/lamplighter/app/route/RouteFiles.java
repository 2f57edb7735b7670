package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.ConsumerEndpointCheck;
import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.app.route.file.RouteFolder;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.TemplatedRoute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the files of {@code routes/} one by one, so that a broken one costs only itself.
 *
 * <p>Works on a context that is not started. Routes are made and checked without running; {@code start()} then starts them
 * in order. A route whose endpoint can't be reached is not broken: the supervising route controller starts it when it can.
 */
public final class RouteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

    private final ModelCamelContext context;
    private final Path folder;
    private final RouteIdOwners names = new RouteIdOwners();
    private final ConsumerEndpointCheck sources;
    private final SetAsideEndpoints removed = new SetAsideEndpoints();
    private final RouteLoadRecord loadRecord;
    private final RouteFileWarnings warnings;
    private final List<RouteFile> read = new ArrayList<>();
    private Set<String> absentBeans = Set.of();
    /** Files that need a bean which is absent. */
    private final List<RouteFile> leftOut = new ArrayList<>();

    private DeprecatedRouteFiles earlier = new DeprecatedRouteFiles(List.of());
    private ShippedRoutes shipped = new ShippedRoutes(List.of());
    private final Map<String, RouteFile> templates = new HashMap<>();
    private RouteOrigins origins = new RouteOrigins();

    /**
     * @param context Camel's, not yet started
     * @param folder {@code routes/}; the files' names in problems begin with its last part
     */
    public RouteFiles(CamelContext context, Path folder) {
        this(context, folder, false);
    }

    private RouteFiles(CamelContext context, Path folder, boolean silent) {
        this.context = (ModelCamelContext) context;
        this.folder = folder;
        this.sources = new ConsumerEndpointCheck(context);
        this.loadRecord = new RouteLoadRecord(silent);
        this.warnings = new RouteFileWarnings(this.context, loadRecord);
        this.context.addModelLifecycleStrategy(new SynchronousDelays());
    }

    /** Makes a loader that logs no problems, for a caller that prints them. */
    public static RouteFiles silent(CamelContext context, Path folder) {
        return new RouteFiles(context, folder, true);
    }

    /** Adds every file; one that fails leaves one problem and nothing else. Initializes the context if need be. */
    public synchronized RouteLoadResult load() {
        context.init();
        try {
            RouteFolder found = RouteFolder.read(folder);
            found.problems().forEach(loadRecord::setAside);
            found.warnings().forEach(loadRecord::warn);
            read.clear();
            read.addAll(found.files());
            earlier = new DeprecatedRouteFiles(read);
            read.forEach(this::load);
        } catch (IOException e) {
            loadRecord.setAside(RouteFailureAnalyzer.unreadable(folder, e));
        }
        return loaded();
    }

    /** Adds every file and all declared routes, and warns of endpoints without a consumer. */
    public synchronized RouteLoadResult load(RequiredRoutes declared) {
        absentBeans = declared.absentBeans();
        shipped = new ShippedRoutes(declared.shipped());
        load();
        complete();
        add(declared.templated());
        sources.unheard().stream()
                .filter(uri ->
                        leftOut.stream().noneMatch(file -> file.placeOfUri(uri).isPresent()))
                .forEach(uri -> loadRecord.warn(RouteFailureAnalyzer.unheard(read, uri)));
        return require(declared.needed());
    }

    /** Adds routes of the jar where the folder has no usable one. */
    private void complete() {
        List<String> absent =
                shipped.names().stream().filter(name -> !isThere(name)).toList();
        List<String> missing = absent.stream()
                .filter(name -> !loadRecord.lost().containsKey(name))
                .toList();
        for (String name : absent) {
            Problem refused = loadRecord.lost().remove(name);
            if (refused != null) {
                loadRecord.setAside(ShippedRoutes.insteadOf(name, refused));
            }
        }
        if (!missing.isEmpty()) {
            loadRecord.setAside(ShippedRoutes.insteadOfMissing(missing));
        }
        absent.forEach(name -> load(ShippedRoutes.file(name)));
    }

    private boolean isThere(String name) {
        return loadRecord.has(name)
                || context.getRouteConfigurationDefinitions().stream().anyMatch(known -> name.equals(known.getId()));
    }

    /** Makes routes from templates; a route that fails leaves one problem and nothing else. */
    public synchronized RouteLoadResult add(List<TemplatedRoute> templated) {
        templated.forEach(this::add);
        return loaded();
    }

    /** Reports each required route that is missing. */
    public synchronized RouteLoadResult require(List<RequiredRoute> needed) {
        for (RequiredRoute route : needed) {
            if (!sources.uris().contains(context.getEndpoint(route.endpoint()).getEndpointUri())) {
                loadRecord.setAside(route.missing());
            }
        }
        return loaded();
    }

    /** What has been loaded and set aside so far. */
    public synchronized RouteLoadResult loaded() {
        return loadRecord.result();
    }

    /** The version of each route that runs. */
    public synchronized Map<String, RouteVersion> versions() {
        return origins.versions(templates, earlier::text);
    }

    /** The files as they were read, with those of the jar that run in place of others. */
    public synchronized List<RouteFile> read() {
        return List.copyOf(read);
    }

    /** Ids of the error configurations that a file holds. */
    public synchronized Set<String> configurationsIn(String file) {
        return origins.configurationsIn(file);
    }

    /** The text of a file that is given to Camel. */
    public String text(RouteFile file) {
        return earlier.text(file);
    }

    /** Takes over what {@code other} has loaded; the running context adopts its routes one by one. */
    public synchronized void take(RouteFiles other) {
        read.clear();
        read.addAll(other.read());
        loadRecord.take(other.loadRecord);
        origins = other.origins;
    }

    /** The place where the route of this id, or its template, is written; the id itself for a route from elsewhere. */
    public String placeOf(String route) {
        return loadRecord.placeOf(route);
    }

    private void load(RouteFile file) {
        if (file.isEmpty()) {
            loadRecord.warn(RouteFailureAnalyzer.empty(file));
            return;
        }
        RouteFileRollback additions = RouteFileRollback.before(context);
        try {
            parse(file);
            create(additions, file);
            warnings.ofFile(additions, file, earlier);
            loadRecord.file(file);
        } catch (Exception e) {
            rollBack(additions, file);
            if (RouteFailureAnalyzer.missesOneOf(absentBeans, e)) {
                leftOut.add(file);
                return;
            }
            Problem problem = RouteFailureAnalyzer.explain(e, file, context);
            file.ids().forEach(id -> loadRecord.lost(id, problem));
            loadRecord.setAside(problem);
        } catch (StackOverflowError e) {
            rollBack(additions, file);
            loadRecord.setAside(RouteFailureAnalyzer.tooDeep(file));
        }
    }

    private void parse(RouteFile file) throws Exception {
        file.nameWithoutDots().ifPresent(name -> {
            throw new ProblemException(RouteFailureAnalyzer.dotInName(file, name));
        });
        if (file.isXml() && !file.text().stripLeading().startsWith("<")) {
            throw new ProblemException(RouteFailureAnalyzer.nothing(file));
        }
        for (RouteBuilder builder : RouteParser.builders(context, file.name(), earlier.text(file))) {
            add(builder, file);
        }
    }

    private void add(RouteBuilder builder, RouteFile file) throws Exception {
        if (builder instanceof RouteConfigurationBuilder configurations) {
            context.addRoutesConfigurations(configurations);
        }
        builder.configureRoutes(context);
        for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
            if (route.getInput() == null) {
                throw new ProblemException(RouteFailureAnalyzer.withoutFrom(file, route.getId()));
            }
        }
        names.claim(builder, file);
        context.addRoutes(builder);
        context.addTemplatedRoutes(builder);
        for (RouteTemplateDefinition template :
                builder.getRouteTemplateCollection().getRouteTemplates()) {
            templates.put(template.getId(), file);
        }
    }

    private void create(RouteFileRollback additions, RouteFile file) throws Exception {
        if (additions.isEmpty()) {
            throw new ProblemException(RouteFailureAnalyzer.nothing(file));
        }
        for (String bean : additions.replacedBeans()) {
            throw new ProblemException(RouteFailureAnalyzer.taken(file, "bean", bean, "the service"));
        }
        List<RouteDefinition> definitions = additions.routes();
        warnings.ofRoutes(definitions, file);
        definitions.forEach(definition -> shipped.prepare(definition, file));
        definitions.forEach(definition -> sources.checkSchedule(definition, file));
        context.startRouteDefinitions(definitions);
        definitions.forEach(definition -> sources.claim(definition, file));
        origins.configurations(additions.configurations(), file);
        for (RouteDefinition definition : definitions) {
            loadRecord.route(definition.getRouteId(), file.placeOfId(definition.getRouteId()));
            origins.route(definition, sources.uriOf(definition), file);
        }
    }

    private void add(TemplatedRoute route) {
        RouteFile file = new RouteFile(route.routeId(), "");
        RouteFile template = templates.getOrDefault(route.templateId(), file);
        RouteFileRollback additions = RouteFileRollback.before(context);
        try {
            names.claim("route", route.routeId(), file);
            TemplatedRouteCheck.refuseUnknownParameters(context, route);
            context.addRouteFromTemplate(
                    route.routeId(),
                    route.templateId(),
                    TemplatedRouteCheck.prefix(context, route),
                    null,
                    Map.copyOf(route.parameters()));
            create(additions, file);
            origins.templated(route);
            loadRecord.place(route.routeId(), template.placeOfId(route.templateId()));
        } catch (Exception e) {
            rollBack(additions, file);
            Problem problem =
                    RouteFailureAnalyzer.ofTemplated(route, RouteFailureAnalyzer.explain(e, template, context));
            loadRecord.lost(route.routeId(), problem);
            loadRecord.setAside(problem);
        }
    }

    private void rollBack(RouteFileRollback additions, RouteFile file) {
        sources.release(
                additions.routes().stream().map(RouteDefinition::getRouteId).toList());
        names.release(file);
        templates.values().removeIf(file::equals);
        try {
            if (removed.isEmpty()) {
                context.addStartupListener(removed);
            }
            removed.add(additions.rollBack());
        } catch (Exception e) {
            LOG.error("can't take back what {} added: {}", file.name(), e.toString());
        }
    }
}
