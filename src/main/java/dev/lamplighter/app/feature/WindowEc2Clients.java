package dev.lamplighter.app.feature;

import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.window.ec2.AccountRegion;
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
 * Holds the EC2 clients for the accounts and regions of the windows, each with its own request rates. They are also in the
 * registry, where routes find them by name. Thread-safe.
 */
final class WindowEc2Clients implements AutoCloseable {
    private static final String OWN = FleetAccountRegion.OWN.clientBean();
    private static final String ONCE = "-once";

    private final AwsClients aws;
    private final InstantSource clock;
    private final Map<AccountRegion, String> names = new HashMap<>();
    /** The clients by name, without the service's own. */
    private final Map<String, Ec2Client> clients = new LinkedHashMap<>();

    private @Nullable CamelContext context;

    WindowEc2Clients(AwsClients aws, InstantSource clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /** Adds all clients to the registry, including those that are made later. */
    synchronized void attach(CamelContext camel) {
        context = camel;
        clients.forEach(camel.getRegistry()::bind);
    }

    synchronized SdkEc2Actions reach(AccountRegion accountRegion) {
        boolean own = accountRegion.equals(AccountRegion.OWN);
        FleetAccountRegion source = own
                ? FleetAccountRegion.OWN
                : new FleetAccountRegion(
                        "", accountRegion.region(), accountRegion.roleArn(), accountRegion.externalId());
        String name = own ? OWN : name(accountRegion);
        names.put(accountRegion, name);
        Ec2Client once = kept(name + ONCE, aws.ec2OnceOf().apply(source));
        Ec2Client client = own ? aws.ec2() : kept(name, aws.ec2Of().apply(source));
        return new SdkEc2Actions(client, once, clock);
    }

    /** The name, in the registry, of the client for a call. For a start or a launch this is a client that tries every call only once. */
    synchronized String client(AccountRegion accountRegion, Action action) {
        if (!names.containsKey(accountRegion)) {
            reach(accountRegion);
        }
        return names.get(accountRegion) + (action == Action.START || action == Action.RUN ? ONCE : "");
    }

    private Ec2Client kept(String name, Ec2Client client) {
        clients.put(name, client);
        if (context != null) {
            context.getRegistry().bind(name, client);
        }
        return client;
    }

    /** A name made of region and account, with a number if it is taken. */
    private String name(AccountRegion accountRegion) {
        String role = accountRegion.roleArn() == null
                ? ""
                : "-" + accountRegion.roleArn().replaceAll("^arn:[^:]*:iam::|[^0-9A-Za-z]+", "-");
        String name = (OWN + "-windows-" + (accountRegion.region() == null ? "" : accountRegion.region()) + role)
                .replaceAll("-+", "-")
                .replaceAll("-$", "");
        String free = name;
        for (int number = 2; clients.containsKey(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    /** Closes the clients, except the shared one, which belongs to the service. */
    @Override
    public synchronized void close() {
        clients.values().forEach(Ec2Client::close);
    }
}
