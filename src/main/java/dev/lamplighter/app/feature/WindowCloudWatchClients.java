package dev.lamplighter.app.feature;

import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.window.ec2.AccountRegion;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * Holds the CloudWatch clients for the accounts and regions whose windows follow their load. Each is made when it is asked for the
 * first time and then is in the registry, where the route finds it by name; before that none of CloudWatch's classes is loaded.
 * Thread-safe.
 */
final class WindowCloudWatchClients implements AutoCloseable {
    private static final String NAME = "cloudWatchClient";

    private final Function<FleetAccountRegion, SdkClient> clientOf;
    private final Map<AccountRegion, String> names = new HashMap<>();
    private final Map<String, SdkClient> clients = new HashMap<>();
    private @Nullable CamelContext context;

    WindowCloudWatchClients(Function<FleetAccountRegion, SdkClient> clientOf) {
        this.clientOf = clientOf;
    }

    /** Must be called before a route asks. */
    synchronized void attach(CamelContext camel) {
        context = camel;
    }

    /** The name, in the registry, of the client of an account and region. */
    synchronized String client(AccountRegion accountRegion) {
        return names.computeIfAbsent(accountRegion, this::made);
    }

    private String made(AccountRegion accountRegion) {
        CamelContext camel = context;
        if (camel == null) {
            throw new IllegalStateException("Camel has not started yet");
        }
        String name = clients.isEmpty() ? NAME : NAME + "-" + (clients.size() + 1);
        SdkClient client = clientOf.apply(
                accountRegion.equals(AccountRegion.OWN)
                        ? FleetAccountRegion.OWN
                        : new FleetAccountRegion(
                                "", accountRegion.region(), accountRegion.roleArn(), accountRegion.externalId()));
        clients.put(name, client);
        camel.getRegistry().bind(name, client);
        return name;
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(SdkClient::close);
    }
}
