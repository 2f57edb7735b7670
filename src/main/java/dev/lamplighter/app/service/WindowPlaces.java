package dev.lamplighter.app.service;

import dev.lamplighter.fleet.FleetSource;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** EC2 in the accounts and regions of the windows, each with clients and rates of its own. Thread-safe. */
final class WindowPlaces implements AutoCloseable {
    private final AwsClients aws;
    private final InstantSource clock;
    private final List<Ec2Client> clients = new CopyOnWriteArrayList<>();

    WindowPlaces(AwsClients aws, InstantSource clock) {
        this.aws = aws;
        this.clock = clock;
    }

    SdkEc2Actions reach(Place place) {
        boolean own = place.equals(Place.OWN);
        FleetSource source =
                own ? FleetSource.OWN : new FleetSource("", place.region(), place.roleArn(), place.externalId());
        Ec2Client once = kept(aws.ec2OnceOf().apply(source));
        Ec2Client client = own ? aws.ec2() : kept(aws.ec2Of().apply(source));
        return new SdkEc2Actions(client, once, clock);
    }

    private Ec2Client kept(Ec2Client client) {
        clients.add(client);
        return client;
    }

    /** Of the shared client, which is the service's, nothing. */
    @Override
    public void close() {
        clients.forEach(Ec2Client::close);
    }
}
