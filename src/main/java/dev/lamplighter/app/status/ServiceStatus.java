package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.message.MessageDispatcher;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.cost.query.CostReportsMXBean;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.window.WindowStatus;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the status of all features on each request. A feature that fails doesn't hide the others. Thread-safe. */
public final class ServiceStatus implements ServiceMXBean {
    /** The states of a window that has nothing to do now. */
    private static final Set<String> NOT_OPEN = Set.of("WAITING", "CLOSED", WindowStatus.GUARD);

    private static final String SET_ASIDE = "it is set aside";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Entries of each list: a person reads fewer, and the file must stay small. */
    private static final int MOST_TOLD = 200;

    private final Sources sources;
    private final InstantSource clock;

    /**
     * The features whose status is shown.
     *
     * @param windows null while they are set aside
     * @param panel null while the panel is set aside
     * @param costs null while costs are off
     * @param alerts those that are raised
     * @param messages null where nobody is told of anything
     * @param leases which of several copies acts
     */
    public record Sources(
            @Nullable WindowOperationsMXBean windows,
            @Nullable PanelMXBean panel,
            @Nullable CostReportsMXBean costs,
            Supplier<List<Alert>> alerts,
            SetAside setAside,
            @Nullable MessageDispatcher messages,
            Leases leases) {
        /** Of the only copy. */
        public Sources(
                @Nullable WindowOperationsMXBean windows,
                @Nullable PanelMXBean panel,
                @Nullable CostReportsMXBean costs,
                Supplier<List<Alert>> alerts,
                SetAside setAside,
                @Nullable MessageDispatcher messages) {
            this(windows, panel, costs, alerts, setAside, messages, Leases.sole());
        }
    }

    public ServiceStatus(Sources sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** The whole status; see docs/reference/status.md. */
    public ObjectNode json() {
        ObjectNode status = JSON.createObjectNode();
        status.put("at", clock.instant().toString());
        status.put("pid", ProcessHandle.current().pid());
        part(status, "windows", this::windows);
        part(status, "light", this::light);
        part(status, "costs", this::costs);
        part(status, "alerts", part -> RaisedAlertsJson.write(sources.alerts().get(), part));
        part(status, "messages", this::messages);
        if (sources.leases().areShared()) {
            part(status, "leases", this::leases);
        }
        ArrayNode lines = status.putArray("setAside");
        sources.setAside().lines().stream().limit(MOST_TOLD).forEach(lines::add);
        ArrayNode problems = status.putArray("setAsideProblems");
        sources.setAside().entries().stream()
                .limit(MOST_TOLD)
                .forEach(entry -> problems.addObject()
                        .put("area", entry.area())
                        .put("stopsArea", entry.stopsArea())
                        .set("problem", JSON.valueToTree(entry.problem())));
        return status;
    }

    private static void part(ObjectNode status, String name, Consumer<ObjectNode> read) {
        ObjectNode part = status.putObject(name);
        try {
            read.accept(part);
        } catch (RuntimeException e) {
            part.put("failure", String.valueOf(e.getMessage()));
        }
    }

    private void windows(ObjectNode part) {
        WindowOperationsMXBean windows = sources.windows();
        if (windows == null) {
            part.put("failure", SET_ASIDE);
            return;
        }
        part.put("acting", windows.isActing());
        part.put("open", getOpenWindows());
        ArrayNode all = part.putArray("all");
        for (WindowStatus window : windows.getWindows()) {
            ObjectNode one = all.addObject();
            one.put("name", window.getName());
            one.put("state", window.getState());
            one.put("zone", zone(window.getStart()));
            one.put("start", withOffset(window.getStart()));
            one.put("end", withOffset(window.getEnd()));
            one.put("problem", window.getLastProblem());
        }
    }

    private void leases(ObjectNode part) {
        part.put("copy", sources.leases().self().replaceFirst("/.*", ""));
        ArrayNode all = part.putArray("all");
        sources.leases()
                .holders()
                .forEach((name, holder) -> all.addObject()
                        .put("name", name)
                        .put("acting", sources.leases().named(name).isHeld())
                        .put("holder", holder));
    }

    @Override
    public Map<String, String> getLeases() {
        return sources.leases().holders();
    }

    @Override
    public Map<String, Integer> getActing() {
        Map<String, Integer> acting = new TreeMap<>();
        Leases leases = sources.leases();
        leases.holders()
                .keySet()
                .forEach(name -> acting.put(name, leases.named(name).isHeld() ? 1 : 0));
        return acting;
    }

    private void light(ObjectNode part) {
        PanelMXBean panel = sources.panel();
        if (panel == null) {
            part.put("failure", SET_ASIDE);
            return;
        }
        part.put("freshness", panel.getFreshness());
        part.put("lastPollAt", panel.getLastPollAt());
        part.put("instances", panel.getInstances());
        part.put("hidden", panel.getHiddenInstances());
        part.put("panel", panel.getPanelType() + " " + panel.getWidth() + "x" + panel.getHeight());
        part.put("failure", panel.getFailure());
    }

    private void costs(ObjectNode part) {
        CostReportsMXBean costs = sources.costs();
        part.put("enabled", costs != null);
        if (costs != null) {
            part.put("months", costs.getPublishedMonths().size());
            part.put("newestAt", newest().map(Instant::toString).orElse(""));
            part.put("lastProblem", costs.getLastProblem());
            part.put("lastProblemAt", costs.getLastProblemAt());
        }
    }

    private void messages(ObjectNode part) {
        MessageDispatcher messages = sources.messages();
        ArrayNode places = part.putArray("places");
        ArrayNode troubles = part.putArray("troubles");
        if (messages != null) {
            messages.places().forEach(places::add);
            messages.troubles()
                    .forEach((place, problem) ->
                            troubles.addObject().put("place", place).set("problem", JSON.valueToTree(problem)));
        }
    }

    /** Places of messages that could not be reached for an hour, and why; see {@link Messages#troubles()}. */
    public Map<String, Problem> unreachable() {
        MessageDispatcher messages = sources.messages();
        return messages == null ? Map.of() : messages.troubles();
    }

    /** Whether there are places for messages and none of them could be reached for an hour. */
    public boolean isNobodyTold() {
        MessageDispatcher messages = sources.messages();
        return messages != null
                && !messages.places().isEmpty()
                && messages.troubles().size() == messages.places().size();
    }

    /**
     * An ISO time with its offset but without the name of its zone, which not every program can parse; empty if there is no
     * time.
     */
    private static String withOffset(String zoned) {
        return zoned.isEmpty() ? "" : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ZonedDateTime.parse(zoned));
    }

    private static String zone(String zoned) {
        return zoned.isEmpty() ? "" : ZonedDateTime.parse(zoned).getZone().getId();
    }

    @Override
    public int getAlertsError() {
        return RaisedAlertsJson.count(sources.alerts().get(), AlertSeverity.ERROR);
    }

    @Override
    public int getAlertsWarn() {
        return RaisedAlertsJson.count(sources.alerts().get(), AlertSeverity.WARN);
    }

    @Override
    public int getSetAside() {
        return sources.setAside().entries().size();
    }

    @Override
    public int getOpenWindows() {
        WindowOperationsMXBean windows = sources.windows();
        return windows == null
                ? 0
                : (int) windows.getWindows().stream()
                        .filter(window -> !NOT_OPEN.contains(window.getState()))
                        .count();
    }

    @Override
    public long getLastPollAgeSeconds() {
        PanelMXBean panel = sources.panel();
        return panel == null ? -1 : age(instant(panel.getLastPollAt()));
    }

    /** The freshness of the panel: {@code FRESH}, {@code STALE}, {@code LOST}; empty while it is set aside. */
    public String freshness() {
        PanelMXBean panel = sources.panel();
        return panel == null ? "" : panel.getFreshness();
    }

    @Override
    public int getStale() {
        return freshness().equals("FRESH") ? 0 : 1;
    }

    @Override
    public int getLost() {
        return freshness().equals("LOST") ? 1 : 0;
    }

    @Override
    public long getNewestReportAgeSeconds() {
        return age(newest());
    }

    private Optional<Instant> newest() {
        CostReportsMXBean costs = sources.costs();
        return costs == null
                ? Optional.empty()
                : costs.getPublishedMonths().stream()
                        .flatMap(month -> instant(month.getPublishedAt()).stream())
                        .max(Comparator.naturalOrder());
    }

    private long age(Optional<Instant> since) {
        return since.map(at -> Math.max(0, Duration.between(at, clock.instant()).toSeconds()))
                .orElse(-1L);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
