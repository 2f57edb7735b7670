package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.ProductCells.description;
import static dev.lamplighter.sandbox.cur.ProductCells.onDemand;
import static dev.lamplighter.sandbox.cur.ProductCells.operation;
import static dev.lamplighter.sandbox.cur.ProductCells.product;

import java.util.List;
import java.util.function.Function;

/** Makes the lines of EC2: instances on demand and spot, their volumes, snapshots and idle addresses. */
final class ComputeLines {
    static final List<LineItemTemplate> ALL = List.of(
            new LineItemTemplate(
                    "AmazonEC2", "Usage", 14, boxUsage("BoxUsage"), InstanceHourMeter.HOURS, ComputeLines::instance),
            new LineItemTemplate(
                    "AmazonEC2", "Usage", 5, boxUsage("SpotUsage"), InstanceHourMeter.HOURS, ComputeLines::spot),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    10,
                    in("EBS:VolumeUsage.gp3"),
                    InstanceHourMeter.steady("2"),
                    ComputeLines::gp3),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    5,
                    in("EBS:VolumeUsage.gp2"),
                    InstanceHourMeter.steady("1"),
                    ComputeLines::gp2),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    3,
                    in("EBS:SnapshotUsage"),
                    InstanceHourMeter.steady("3"),
                    ComputeLines::snapshot),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    1,
                    in("ElasticIP:IdleAddress"),
                    InstanceHourMeter.HOURS,
                    ComputeLines::address));

    private ComputeLines() {}

    static Function<UsageLocation, String> boxUsage(String kind) {
        return usageLocation -> usageLocation
                .region()
                .usageType(kind + ":" + usageLocation.instanceType().name());
    }

    static Function<UsageLocation, String> in(String usageType) {
        return usageLocation -> usageLocation.region().usageType(usageType);
    }

    /** What every line about an instance's hours says. */
    static void box(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant, InstanceType type) {
        product(line, "AmazonEC2", "Amazon Elastic Compute Cloud", "Compute Instance", usageLocation);
        operation(line, "RunInstances");
        String zone =
                usageLocation.region().code() + occupant.seed().and("zone").pick(List.of("a", "b", "c"));
        line.text("lineItem/ResourceId", occupant.ec2Id("i"))
                .text("lineItem/AvailabilityZone", zone)
                .text("product/instanceType", type.name())
                .text("product/instanceTypeFamily", type.family())
                .text("product/instanceFamily", type.kind())
                .text("product/vcpu", Integer.toString(type.vcpu()))
                .text("product/memory", type.memory())
                .text("product/normalizationSizeFactor", type.normalization())
                .text("product/operatingSystem", "Linux")
                .text("product/tenancy", "Shared")
                .text("product/capacitystatus", "Used")
                .text("product/preInstalledSw", "NA")
                .text("product/licenseModel", "No License required")
                .text("product/currentGeneration", "Yes")
                .text("product/processorArchitecture", "64-bit")
                .text("product/physicalProcessor", "Intel Xeon Platinum 8175, Skylake")
                .text("product/clockSpeed", "3.1 GHz")
                .text("product/networkPerformance", "Up to 10 Gigabit")
                .text("product/storage", "EBS only")
                .text("product/marketoption", "OnDemand")
                .amount("lineItem/NormalizationFactor", FixedPointDecimals.of(type.normalization()))
                .amountPerUsage("lineItem/NormalizedUsageAmount", FixedPointDecimals.of(type.normalization()));
    }

    private static void instance(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        InstanceType type = usageLocation.instanceType();
        box(line, usageLocation, occupant, type);
        onDemand(line, type.hourlyUsd(), "Hrs");
        description(line, "$" + type.hourlyUsd() + " per On Demand Linux " + type.name() + " Instance Hour");
    }

    private static void spot(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        InstanceType type = usageLocation.instanceType();
        box(line, usageLocation, occupant, type);
        long rate = FixedPointDecimals.of(type.hourlyUsd());
        ProductCells.price(line, rate, "Hrs", "Spot");
        long price =
                FixedPointDecimals.multiply(rate, occupant.seed().and("spot").amount("0.4"));
        operation(line, "RunInstances:SV0" + occupant.seed().and("pool").text("0123456789", 2));
        line.amountPerUsage("lineItem/UnblendedCost", price).amountPerUsage("lineItem/BlendedCost", price);
        line.text(
                "resourceTags/aws:ec2spot:fleet-request-id",
                "fleet-" + occupant.seed().and("fleet").hex(12));
        description(
                line,
                type.name() + " Linux/UNIX Spot Instance-hour in "
                        + usageLocation.region().location() + " in VPC Zone #"
                        + (1 + occupant.seed().below(3)));
    }

    private static void gp3(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        volume(line, usageLocation, occupant, "gp3", "0.08");
    }

    private static void gp2(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        volume(line, usageLocation, occupant, "gp2", "0.1");
    }

    private static void volume(
            LineDraft line, UsageLocation usageLocation, ResourceOwner occupant, String kind, String usd) {
        storage(line, usageLocation, usd);
        operation(line, kind.equals("gp2") ? "CreateVolume-Gp2" : "CreateVolume-Gp3");
        line.text("lineItem/ResourceId", occupant.ec2Id("vol"))
                .text("product/volumeApiName", kind)
                .text("product/volumeType", "General Purpose")
                .text("product/storageMedia", "SSD-backed")
                .text("product/maxVolumeSize", "16 TiB")
                .text("product/maxIopsvolume", "16000")
                .text("product/maxThroughputvolume", "1000 MiB/s");
        description(
                line,
                "$" + usd + " per GB-month of General Purpose SSD (" + kind + ") provisioned storage - "
                        + usageLocation.region().location());
    }

    private static void snapshot(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        storage(line, usageLocation, "0.05");
        operation(line, "CreateSnapshot");
        line.text("lineItem/ResourceId", occupant.arn("ec2", usageLocation.region(), "snapshot/snap"))
                .text("product/storageMedia", "Amazon S3")
                .text("product/productFamily", "Storage Snapshot");
        description(
                line,
                "$0.05 per GB-Month of snapshot data stored - "
                        + usageLocation.region().location());
    }

    private static void storage(LineDraft line, UsageLocation usageLocation, String usd) {
        product(line, "AmazonEC2", "Amazon Elastic Compute Cloud", "Storage", usageLocation);
        onDemand(line, usd, "GB-Mo");
    }

    private static void address(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonEC2", "Amazon Elastic Compute Cloud", "IP Address", usageLocation);
        operation(line, "AssociateAddressVPC");
        onDemand(line, "0.005", "Hrs");
        line.text("lineItem/ResourceId", occupant.arn("ec2", usageLocation.region(), "eip-allocation/eipalloc"))
                .text("product/group", "ElasticIP:Address");
        description(line, "$0.005 per Elastic IP address not attached to a running instance per hour (prorated)");
    }
}
