package dev.lamplighter.app.feature;

import dev.lamplighter.app.health.RouteReports;
import dev.lamplighter.app.http.PageSources;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.app.status.ServiceStatus;
import dev.lamplighter.app.status.StatusVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertOutboxes;
import dev.lamplighter.base.alert.SetAsideItemAlerts;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.fleet.InstanceNotices;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.window.watch.WindowNotices;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BeanRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Combines the features and the AWS clients that they share. */
public final class Features implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Features.class);

    private final List<Feature> features;
    private final AlertOutboxes alerts;
    private final AwsClients aws;
    private final ServiceStatus status;
    private final InstantSource clock;
    private final LeaseClusterService cluster;
    private final LeaseRoutePolicyFactory leaseRoutes;

    private Features(List<Feature> features, AlertOutboxes alerts, ServiceContext on, ServiceStatus status) {
        this.features = features;
        this.alerts = alerts;
        this.aws = on.aws();
        this.clock = on.clock();
        this.status = status;
        this.cluster = new LeaseClusterService(on.leases());
        this.leaseRoutes = new LeaseRoutePolicyFactory(on.leases());
    }

    /** Makes the features; one that can't be made is set aside, and the others go on. */
    public static Features on(ServiceContext serviceContext, Function<PanelSettings, ChosenPanel> choosePanel) {
        SetAside setAside = serviceContext.setAside();
        FleetFeature fleet = new FleetFeature(serviceContext);
        Optional<WindowsFeature> windows =
                begin(SetAside.WINDOWS, setAside, () -> new WindowsFeature(serviceContext, fleet));
        List<Feature> all = new ArrayList<>(List.of(fleet));
        windows.ifPresent(all::add);
        // costs that are set aside count as off
        CostsFeature costs = new CostsFeature(
                serviceContext, new JournalledOccurrences(() -> windows.map(WindowsFeature::operations)));
        all.add(costs);
        // Made last, so that a service which is refused lights nothing.
        Optional<LightFeature> light =
                begin(SetAside.LIGHT, setAside, () -> new LightFeature(serviceContext, choosePanel, fleet.health()));
        light.ifPresent(feature -> {
            all.add(feature);
            fleet.listen(feature::polls);
        });
        all.forEach(feature -> feature.tell(setAside));
        List<AlertOutbox> outboxes = new ArrayList<>(List.of(serviceContext.alerts()));
        windows.ifPresent(feature -> outboxes.add(feature.alerts()));
        MessageSettings told = MessageSettings.of(serviceContext.settings());
        Optional<WindowNotices> notices = windows.map(feature -> feature.notices(told.soon()));
        InstanceNotices instances = fleet.notices(serviceContext.alerts().messages());
        MessagesFeature messages = new MessagesFeature(
                told,
                outboxes.stream().map(AlertOutbox::messages).toList(),
                serviceContext.alerts(),
                serviceContext.clock(),
                () -> {
                    notices.ifPresent(WindowNotices::look);
                    instances.look();
                    costs.notices().look();
                });
        all.add(messages);
        all.add(new CdnFeature());
        Lease passing = serviceContext.leases().named(Lease.ALERTS);
        SetAsideItemAlerts alerts = new SetAsideItemAlerts(setAside, serviceContext.alerts());
        ServiceStatus status = new ServiceStatus(
                new ServiceStatus.Sources(
                        windows.map(WindowsFeature::operations).orElse(null),
                        light.map(LightFeature::view).orElse(null),
                        serviceContext.settings().flag("cost.enabled", false) ? costs.view() : null,
                        () -> outboxes.stream()
                                .distinct()
                                .flatMap(outbox -> outbox.raised().stream())
                                .toList(),
                        setAside,
                        messages.messages(),
                        serviceContext.leases()),
                serviceContext.clock());
        AlertOutboxes changes = new AlertOutboxes(outboxes, () -> {
            if (passing.isHeld()) { // copies that share a state are told of by the one that passes alerts on
                messages.tellTroubles();
                alerts.tell();
            }
        });
        return new Features(all, changes, serviceContext, status);
    }

    /** What the status page shows. */
    public PageSources pageSources(RouteReports routes) {
        return new PageSources(status::json, status, panel().orElse(null), routes);
    }

    /** The panel; empty while it is set aside. */
    public Optional<PanelMXBean> panel() {
        return find(LightFeature.class).map(LightFeature::view);
    }

    /** How far the conversion of a report is; empty while none is converted. */
    public Optional<ConversionProgressStatus> conversion() {
        return find(CostsFeature.class).flatMap(costs -> costs.meter().state());
    }

    /** The running cost routes. */
    public RouteCall costRoutes() {
        return find(CostsFeature.class).map(CostsFeature::routes).orElseThrow();
    }

    private <F extends Feature> Optional<F> find(Class<F> type) {
        return features.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The status of all of them. */
    public ServiceStatus status() {
        return status;
    }

    private static <F extends Feature> Optional<F> begin(String area, SetAside setAside, Supplier<F> make) {
        if (setAside.stoppedAreas().contains(area)) {
            return Optional.empty();
        }
        try {
            return Optional.of(make.get());
        } catch (ProblemException e) {
            setAside.stop(area, e.problem());
        } catch (RuntimeException e) {
            LOG.debug("an area can't begin", e);
            setAside.stop(
                    area,
                    new Problem(
                            ConfigProblemCode.AREA_NOT_BEGUN,
                            area,
                            "can't begin",
                            e.getClass().getSimpleName() + " " + e.getMessage(),
                            "look at the settings " + area + ".*; LAMPLIGHTER_LOG=DEBUG says more"));
        }
        return Optional.empty();
    }

    /** Whether there is anything to do. */
    public boolean isAnyLeft(boolean costsAreOn) {
        return find(LightFeature.class).isPresent()
                || find(WindowsFeature.class).isPresent()
                || costsAreOn;
    }

    /** The beans for the registry; Camel's components find the client of EC2 there by its type. */
    public Map<String, Object> beans() {
        Map<String, Object> beans = new TreeMap<>(Map.of("ec2Client", aws.ec2()));
        beans.put("alerts", alerts);
        beans.put("leaseCluster", cluster);
        beans.put("leaseRoutes", leaseRoutes);
        features.forEach(feature -> beans.putAll(feature.beans()));
        return beans;
    }

    /** The clients of the other AWS services, which components find as well. */
    public BeanRepository beansMadeWhenNeeded() {
        return new KeptClients(aws);
    }

    /** What may work differently from what one would expect, with these routes that have steps before their call. */
    public List<Problem> remarks(Set<String> edited) {
        return features.stream()
                .flatMap(feature -> feature.remarks(edited).stream())
                .toList();
    }

    public Map<String, Object> mxBeans() {
        Map<String, Object> mxBeans = new TreeMap<>(Map.of("Service", status));
        features.forEach(feature -> mxBeans.putAll(feature.mxBeans()));
        return mxBeans;
    }

    /** All verbs of the features, with {@code more}. */
    public Verbs verbs(Verb... more) {
        return new Verbs(Stream.of(
                        StatusVerbs.of(status, clock).stream(),
                        Stream.of(more),
                        features.stream().flatMap(feature -> feature.verbs().stream()))
                .flatMap(Function.identity())
                .toList());
    }

    /** The routes that they need. */
    public FeatureRoutes routes() {
        return new FeatureRoutes(features);
    }

    public void attach(CamelContext context) {
        features.forEach(feature -> feature.attach(context));
    }

    public void watch(Watchdog watchdog) {
        features.forEach(feature -> feature.watch(watchdog));
    }

    /** Starts each feature; returns the problems of those that could not be started. */
    public List<Problem> start() {
        return features.stream().flatMap(feature -> feature.start().stream()).toList();
    }

    /** Closes each feature, even if another one fails. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (Feature feature : features) {
            try {
                feature.close();
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
