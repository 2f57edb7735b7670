package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.HomeProperty;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import dev.lamplighter.sandbox.cloudfront.CloudFrontStandIn;
import dev.lamplighter.sandbox.cloudwatch.CloudWatchStandIn;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import dev.lamplighter.sandbox.sts.StsStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lamplighter doctor} says of the rights that launched machines, their load and CloudFront need. */
final class DoctorLaunchesTest {
    private final CommandRun lamplighter = new CommandRun();
    private final AwsServer aws = AwsServer.start(0);

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void begin() throws IOException {
        Ec2StandIn ec2 = new Ec2StandIn(InstantSource.system());
        InitialFleet.plantIn(ec2);
        aws.serve("ec2", ec2)
                .serve("sts", new StsStandIn(InstantSource.system()))
                .serve("monitoring", new CloudWatchStandIn(InstantSource.system(), ec2))
                .serve("cloudfront", new CloudFrontStandIn().planted());
        property.set(home);
        property.set("aws.accessKeyId", "test");
        property.set("aws.secretAccessKey", "test");
        property.set("aws.maxAttempts", "1");
        property.set("aws.endpointUrl", aws.endpoint().toString());
        Files.createDirectories(home.resolve("routes"));
        Files.write(home.resolve("application.properties"), List.of("aws.region=eu-west-1", "panel.type=none"));
        Files.writeString(home.resolve("windows.yaml"), """
            windows:
              - name: sunday
                when: {days: SUN, opens: "09:30", closes: "12:00"}
                zone: Europe/Berlin
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large, instanceProfile: wowza}
                  - {slot: repeater, count: 2..5, scale: {cpu: 75}, image: ami-0123456789abcdef0, type: c7i.large}
            """);
    }

    @AfterEach
    void end() {
        aws.close();
    }

    private List<String> calls(String operation) {
        return aws.ledger().calls().stream()
                .map(call -> call.operation())
                .filter(operation::equals)
                .toList();
    }

    @Test
    void aSlotIsTriedByADryRunAndWhatComesLaterIsUntried() {
        lamplighter.run("doctor");

        assertThat(lamplighter.out().lines())
                .contains(
                        "ok       ec2:RunInstances sunday/origin  allowed (a dry run with ami-0123456789abcdef0 and the"
                                + " profile wowza)",
                        "ok       ec2:RunInstances sunday/repeater  allowed (a dry run with ami-0123456789abcdef0)",
                        "untried  ec2:CreateTags, TerminateInstances sunday  what it launches isn't there yet, and only"
                                + " what it launched is changed and terminated",
                        "untried  cloudwatch:GetMetricData  CloudWatch bills each value; --spend asks for one");
        assertThat(calls("GetMetricData")).isEmpty();
    }

    @Test
    void theRoleThatMayNotBePassedIsNamedWithThePolicyThatPassesIt() {
        String role = "arn:aws:iam::123456789012:role/wowza";
        aws.faults((service, called, request) -> {
            if (called.equals("RunInstances")) {
                throw new SimulatedAwsError(
                        403,
                        "UnauthorizedOperation",
                        "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/sandbox"
                                + " is not authorized to perform: iam:PassRole on resource: " + role
                                + " because no identity-based policy allows the iam:PassRole action. Encoded"
                                + " authorization failure message: AbCd");
            }
        });

        assertThat(lamplighter.run("doctor")).isEqualTo(2);
        assertThat(lamplighter.out())
                .contains("FAIL     AWS-035  ec2:RunInstances sunday/origin  lacks iam:PassRole on " + role + ": ")
                .contains("\"Action\" : [ \"iam:PassRole\" ]")
                .contains("\"Resource\" : \"" + role + "\"");
    }

    @Test
    void cloudWatchIsAskedForOneValueWhereSomethingMayBeSpent() {
        lamplighter.run("doctor", "--spend");

        assertThat(lamplighter.out()).contains("ok       cloudwatch:GetMetricData  allowed: one value was asked for");
        assertThat(calls("GetMetricData")).hasSize(1);

        aws.faults((service, called, request) -> {
            if (called.equals("GetMetricData")) {
                throw new SimulatedAwsError(
                        403,
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform:"
                                + " cloudwatch:GetMetricData because no identity-based policy allows the"
                                + " cloudwatch:GetMetricData action");
            }
        });
        assertThat(lamplighter.run("doctor", "--spend")).isEqualTo(2);
        assertThat(lamplighter.out())
                .contains("FAIL     AWS-035  cloudwatch:GetMetricData  lacks cloudwatch:GetMetricData: ")
                .contains("\"Resource\" : \"*\"");
    }

    @Test
    void aDistributionThatARouteNamesIsReadAndNotChanged() throws IOException {
        Files.writeString(home.resolve("routes/cdn-at-the-start.camel.yaml"), """
            - route:
                id: cdn-at-the-start
                from:
                  uri: direct:cdn-at-the-start
                  steps:
                    - setHeader: {name: LamplighterDistribution, expression: {constant: {expression: E1SANDBOXMEDIA}}}
                    - setHeader: {name: LamplighterOrigin, expression: {constant: {expression: origin.example.org}}}
                    - to: {uri: "direct:cdn-point"}
            """);

        lamplighter.run("doctor");

        assertThat(lamplighter.out().lines())
                .contains(
                        "ok       cloudfront:GetDistributionConfig E1SANDBOXMEDIA  allowed, for cdn point",
                        "untried  cloudfront:UpdateDistribution E1SANDBOXMEDIA  it would change the distribution");
    }
}
