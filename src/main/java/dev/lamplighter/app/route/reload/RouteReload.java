package dev.lamplighter.app.route.reload;

import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.route.RouteVersion;
import dev.lamplighter.app.route.ShippedRoutes;
import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.RouteProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of {@code routes/} again while the service runs, along with the declarations beside them. They are checked
 * first, as by {@code lamplighter check}. If there is a new mistake, nothing changes. Otherwise each changed route is
 * replaced as soon as no message is in it.
 */
public final class RouteReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
    private static final Pattern BEANS = Pattern.compile("(?m)^- *beans?:|<beans?\\b(?! uri)");

    private final RouteFiles files;
    private final Function<RequiredRoutes, RouteFiles> trial;
    private final Consumer<RouteLoadResult> told;
    private final RunningRoutes routes;
    private final RouteSwaps swaps;
    private Map<String, RouteFile> known;

    /**
     * @param context the running context
     * @param files what was loaded into it
     * @param trial loads the files as they are now into a context that never runs
     */
    private RouteReload(
            ModelCamelContext context,
            RouteFiles files,
            RequiredRoutes declared,
            Function<RequiredRoutes, RouteFiles> trial,
            Listener listener,
            Duration patience) {
        this.files = files;
        this.trial = trial;
        this.told = listener::loaded;
        routes = new RunningRoutes(context, new ShippedRoutes(declared.shipped()));
        swaps = new RouteSwaps(routes, files.versions(), listener, patience);
        known = byName(files.read());
    }

    /** The declarations beside the files, read again. */
    public interface Declarations {
        /** The routes that they need from the files. */
        RequiredRoutes routes();

        /** The problems that were not there before. */
        List<Problem> mistakes();

        /**
         * Makes the service use the new declarations; changes nothing if it fails.
         *
         * @return one line for each declaration that has changed
         */
        List<String> take();
    }

    /** Takes the results of a reload. */
    public interface Listener {
        /** Takes what the files hold now, including remaining problems. */
        void loaded(RouteLoadResult routes);

        /** Takes the ids of all routes that are in the context now. */
        void present(Set<String> routes);

        /**
         * Takes a problem for each route whose earlier version still runs although its file has changed; empty once there is
         * none.
         */
        void behind(List<Problem> problems);
    }

    /**
     * Makes one for the routes of a running service.
     *
     * @param folder that {@code files} was read from
     * @param properties what {@code {{keys}}} resolve to
     * @param beans of the registry; none of them is called
     * @param patience how long a route may wait for its messages until that is reported
     */
    public static RouteReload of(
            ModelCamelContext context,
            RouteFiles files,
            Path folder,
            Properties properties,
            Map<String, Object> beans,
            RequiredRoutes declared,
            Listener listener,
            Duration patience) {
        return new RouteReload(
                context, files, declared, now -> RouteCheck.load(folder, properties, beans, now), listener, patience);
    }

    /** Whether a route is stopped, and not only replaced by its new version, which takes some milliseconds. */
    public static boolean isStopped(CamelContext context, String route) {
        BooleanSupplier stopped = () -> context.getRouteController().getRouteStatus(route) == ServiceStatus.Stopped;
        RunningRoutes.Taking taking = context.getCamelContextExtension().getContextPlugin(RunningRoutes.Taking.class);
        return taking == null ? stopped.getAsBoolean() : taking.isNoneDuring(route, stopped);
    }

    /**
     * Reads all files again.
     *
     * @param declarations reads the declarations
     * @return a line for each declaration and each file that has changed, and one that counts the files
     * @throws ProblemException when nothing has changed because of a mistake
     */
    public synchronized List<String> reload(Supplier<? extends Declarations> declarations) {
        Declarations declared = declarations.get();
        RouteFiles tried = trial.apply(declared.routes());
        Map<String, RouteFile> now = byName(tried.read());
        Set<String> changed = changed(now);
        List<Problem> mistakes = new ArrayList<>(declared.mistakes());
        mistakes.addAll(mistakes(tried.loaded(), changed, now));
        refuse(mistakes);
        List<String> lines = new ArrayList<>(declared.take());
        try {
            for (RouteFile file : tried.read()) {
                String name = file.name();
                if (changed.contains(name) && tried.loaded().files().contains(name)) {
                    Set<String> configurations = new HashSet<>(files.configurationsIn(name));
                    configurations.addAll(tried.configurationsIn(name));
                    routes.define(name, tried.text(file), configurations);
                }
            }
            files.take(tried);
            told.accept(tried.loaded());
            known = now;
            swaps.want(tried.versions());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("what could be tried can't be done", e);
        }
        lines.addAll(answer(changed, now));
        lines.forEach(line -> LOG.info("reload {}", line));
        return lines;
    }

    private Set<String> changed(Map<String, RouteFile> now) {
        Set<String> changed = new TreeSet<>();
        Stream.concat(known.keySet().stream(), now.keySet().stream())
                .filter(name -> !known.containsKey(name)
                        || !now.containsKey(name)
                        || !known.get(name).text().equals(now.get(name).text()))
                .forEach(changed::add);
        return changed;
    }

    /** The mistakes that are new; the earlier ones have raised alerts already. */
    private List<Problem> mistakes(RouteLoadResult tried, Set<String> changed, Map<String, RouteFile> now) {
        RouteLoadResult loaded = files.loaded();
        Set<String> before = Stream.concat(loaded.problems().stream(), loaded.warnings().stream())
                .map(Problem::line)
                .collect(Collectors.toSet());
        List<Problem> mistakes = new ArrayList<>();
        changed.stream()
                .filter(name -> Stream.of(known, now)
                        .anyMatch(all -> all.containsKey(name)
                                && BEANS.matcher(all.get(name).text()).find()))
                .map(RouteReload::hasBeans)
                .forEach(mistakes::add);
        Stream.concat(tried.problems().stream(), tried.warnings().stream())
                .filter(problem -> !before.contains(problem.line()) || isWithoutId(problem, changed))
                .filter(problem -> !ShippedRoutes.isInsteadOfRefused(problem)) // the earlier version keeps running
                .forEach(mistakes::add);
        return mistakes;
    }

    /** Whether the problem is of a route without an id in a changed file, which can't be matched with a running one. */
    private static boolean isWithoutId(Problem problem, Set<String> changed) {
        return problem.is(RouteProblemCode.NO_ID) && changed.contains(problem.where());
    }

    private static Problem hasBeans(String file) {
        return new Problem(
                RouteProblemCode.BEANS_NOT_RELOADED,
                file,
                "beans of a file are not read again",
                "others may hold them",
                "restart the service, or take its change back and reload");
    }

    private static void refuse(List<Problem> mistakes) {
        if (mistakes.isEmpty()) {
            return;
        }
        mistakes.forEach(mistake -> LOG.error("reload refused: {}", mistake.line()));
        Problem first = mistakes.get(0);
        String others = mistakes.stream()
                .skip(1)
                .map(mistake -> "; " + mistake.code() + " " + mistake.where() + " " + mistake.what())
                .collect(Collectors.joining());
        throw new ProblemException(new Problem(
                RouteProblemCode.RELOAD_REFUSED,
                first.where(),
                "nothing is read again",
                first.code() + " " + first.what() + ": " + first.why() + "; " + first.fix() + others,
                "correct " + (mistakes.size() == 1 ? "it" : "them") + " and reload; everything stays as it was"));
    }

    private List<String> answer(Set<String> changed, Map<String, RouteFile> now) {
        Map<String, Set<String>> waiting = new TreeMap<>();
        Map<String, RouteVersion> wanted = swaps.wanted();
        for (String route : swaps.waiting()) {
            RouteVersion version = wanted.get(route);
            waiting.computeIfAbsent(version == null ? "" : version.file().name(), file -> new TreeSet<>())
                    .add(route);
        }
        List<String> lines = new ArrayList<>();
        for (String file : changed) {
            String waits = waiting.containsKey(file) ? ", waits: " + reasons(waiting.remove(file)) : "";
            lines.add(file + "  " + (now.containsKey(file) ? "read again" : "gone") + waits);
        }
        swaps.refused().forEach(problem -> lines.add(problem.line()));
        waiting.forEach((file, ids) -> lines.add((file.isEmpty() ? "gone" : file) + "  waits: " + reasons(ids)));
        lines.add(
                changed.isEmpty()
                        ? "no route file has changed"
                        : changed.size() + (changed.size() == 1 ? " file" : " files") + " read again");
        return lines;
    }

    private String reasons(Set<String> ids) {
        return ids.stream()
                .map(id -> id + " until "
                        + (routes.isHeldBack(id)
                                ? "it is resumed"
                                : Math.max(1, routes.messagesIn(id)) + " under way have ended"))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, RouteFile> byName(List<RouteFile> files) {
        Map<String, RouteFile> byName = new LinkedHashMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        return byName;
    }

    @Override
    public void close() {
        swaps.close();
    }
}
