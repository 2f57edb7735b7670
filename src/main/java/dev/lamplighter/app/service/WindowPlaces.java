package dev.lamplighter.app.service;

import dev.lamplighter.fleet.FleetSource;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.plan.Action;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * EC2 in the accounts and regions of the windows, each with rates of its own, and with clients that routes find in the registry
 * by their names. Thread-safe.
 */
final class WindowPlaces implements AutoCloseable {
    private static final String OWN = FleetSource.OWN.clientBean();
    private static final String ONCE = "-once";

    private final AwsClients aws;
    private final InstantSource clock;
    private final Map<Place, String> names = new HashMap<>();
    /** By name, without the service's own. */
    private final Map<String, Ec2Client> clients = new LinkedHashMap<>();

    private @Nullable CamelContext context;

    WindowPlaces(AwsClients aws, InstantSource clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /** From now on the registry has the clients. */
    synchronized void attach(CamelContext camel) {
        context = camel;
        clients.forEach(camel.getRegistry()::bind);
    }

    synchronized SdkEc2Actions reach(Place place) {
        boolean own = place.equals(Place.OWN);
        FleetSource source =
                own ? FleetSource.OWN : new FleetSource("", place.region(), place.roleArn(), place.externalId());
        String name = own ? OWN : name(place);
        names.put(place, name);
        Ec2Client once = kept(name + ONCE, aws.ec2OnceOf().apply(source));
        Ec2Client client = own ? aws.ec2() : kept(name, aws.ec2Of().apply(source));
        return new SdkEc2Actions(client, once, clock);
    }

    /** The registry's name of the client for a call; for a start, of one that tries every call only once. */
    synchronized String client(Place place, Action action) {
        if (!names.containsKey(place)) {
            reach(place);
        }
        return names.get(place) + (action == Action.START ? ONCE : "");
    }

    private Ec2Client kept(String name, Ec2Client client) {
        clients.put(name, client);
        if (context != null) {
            context.getRegistry().bind(name, client);
        }
        return client;
    }

    /** Of region and account; numbered should two have the same. */
    private String name(Place place) {
        String role =
                place.roleArn() == null ? "" : "-" + place.roleArn().replaceAll("^arn:[^:]*:iam::|[^0-9A-Za-z]+", "-");
        String name = (OWN + "-windows-" + (place.region() == null ? "" : place.region()) + role)
                .replaceAll("-+", "-")
                .replaceAll("-$", "");
        String free = name;
        for (int number = 2; clients.containsKey(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** Of the shared client, which is the service's, nothing. */
    @Override
    public synchronized void close() {
        clients.values().forEach(Ec2Client::close);
    }
}
