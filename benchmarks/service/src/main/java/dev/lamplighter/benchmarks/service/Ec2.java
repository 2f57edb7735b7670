package dev.lamplighter.benchmarks.service;

import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.net.URI;
import java.time.InstantSource;

/** Stands in for EC2 in this process, on a port of its own for each start, so that its first poll is known. */
final class Ec2 implements AutoCloseable {
    private final AwsServer server;

    Ec2() {
        InstantSource clock = InstantSource.system();
        Ec2StandIn ec2 = new Ec2StandIn(clock);
        InitialFleet.plantIn(ec2);
        server = AwsServer.start(0, clock).serve("ec2", ec2);
    }

    URI endpoint() {
        return server.endpoint();
    }

    /** Whether the states of the instances have been asked for, by which a poll begins, and then their descriptions. */
    boolean isPolled() {
        return !server.ledger().calls("ec2", "DescribeInstanceStatus").isEmpty()
                && !server.ledger().calls("ec2", "DescribeInstances").isEmpty();
    }

    @Override
    public void close() {
        server.close();
    }
}
