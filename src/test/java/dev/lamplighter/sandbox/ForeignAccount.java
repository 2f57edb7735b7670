package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.cloudwatch.CloudWatchStandIn;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.time.InstantSource;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** EC2 and CloudWatch as a process of its own, with as many running instances of other people's as its argument says. */
final class ForeignAccount {
    private static final int AT_ONCE = 10;

    private ForeignAccount() {}

    /** Prints its endpoint as its first line. */
    public static void main(String... arguments) throws InterruptedException {
        Ec2StandIn ec2 = new Ec2StandIn(InstantSource.system());
        for (int left = Integer.parseInt(arguments[0]); left > 0; left -= AT_ONCE) {
            int count = Math.min(left, AT_ONCE);
            ec2.runInstances(run -> run.imageId(InitialFleet.IMAGE)
                    .instanceType(InstanceType.T3_MICRO)
                    .minCount(count)
                    .maxCount(count)
                    .tagSpecifications(TagSpecification.builder()
                            .resourceType(ResourceType.INSTANCE)
                            .tags(Tag.builder().key("Owner").value("others").build())
                            .build()));
        }
        try (AwsServer server = AwsServer.start(0)
                .serve("ec2", ec2)
                .serve("monitoring", new CloudWatchStandIn(InstantSource.system(), ec2))) {
            System.out.println(server.endpoint());
            Thread.currentThread().join();
        }
    }
}
