package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.ComputeLines.in;
import static dev.lamplighter.sandbox.cur.ProductCells.description;
import static dev.lamplighter.sandbox.cur.ProductCells.onDemand;
import static dev.lamplighter.sandbox.cur.ProductCells.operation;
import static dev.lamplighter.sandbox.cur.ProductCells.product;

import java.util.List;

/** Makes the lines of bytes that move: to and from the internet, between regions, between zones, through CloudFront and NAT gateways. */
final class TransferLines {
    static final List<LineItemTemplate> ALL = List.of(
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    5,
                    in("DataTransfer-In-Bytes"),
                    InstanceHourMeter.bursts("6"),
                    TransferLines::inbound),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    5,
                    in("DataTransfer-Out-Bytes"),
                    InstanceHourMeter.bursts("4"),
                    TransferLines::outbound),
            new LineItemTemplate(
                    "AmazonS3",
                    "Usage",
                    2,
                    in("DataTransfer-Out-Bytes"),
                    InstanceHourMeter.bursts("3"),
                    TransferLines::outbound),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    4,
                    in("DataTransfer-Regional-Bytes"),
                    InstanceHourMeter.bursts("8"),
                    TransferLines::betweenZones),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    3,
                    usageLocation -> betweenRegions(usageLocation, "Out"),
                    InstanceHourMeter.bursts("5"),
                    TransferLines::toRegion),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    3,
                    usageLocation -> betweenRegions(usageLocation, "In"),
                    InstanceHourMeter.bursts("1"),
                    TransferLines::fromRegion),
            new LineItemTemplate(
                    "AmazonEC2",
                    "Usage",
                    2,
                    in("NatGateway-Bytes"),
                    InstanceHourMeter.bursts("9"),
                    TransferLines::natGateway),
            new LineItemTemplate(
                    "AmazonCloudFront",
                    "Usage",
                    2,
                    usageLocation -> "US-DataTransfer-Out-Bytes",
                    InstanceHourMeter.bursts("12"),
                    TransferLines::cloudFront));

    private TransferLines() {}

    private static String betweenRegions(UsageLocation usageLocation, String direction) {
        return usageLocation.region().billingCode() + "-" + usageLocation.peer().billingCode() + "-AWS-" + direction
                + "-Bytes";
    }

    private static void inbound(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        transfer(line, usageLocation, occupant, "AWS Inbound");
        ends(line, "External", "Other", usageLocation.region().location(), "AWS Region");
        operation(line, "RunInstances");
        onDemand(line, "0", "GB");
        description(line, "$0.000 per GB - data transfer in per month");
    }

    static void outbound(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        transfer(line, usageLocation, occupant, "AWS Outbound");
        ends(line, usageLocation.region().location(), "AWS Region", "External", "Other");
        operation(line, "RunInstances");
        onDemand(line, "0.09", "GB");
        description(line, "$0.090 per GB - first 10 TB / month data transfer out beyond the global free tier");
    }

    private static void betweenZones(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        transfer(line, usageLocation, occupant, "IntraRegion");
        ends(
                line,
                usageLocation.region().location(),
                "AWS Region",
                usageLocation.region().location(),
                "AWS Region");
        operation(line, "InterZone-Out");
        onDemand(line, "0.01", "GB");
        description(
                line, "$0.010 per GB - regional data transfer - in/out/between EC2 AZs or using elastic IPs or ELB");
    }

    private static void toRegion(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        transfer(line, usageLocation, occupant, "InterRegion Outbound");
        ends(
                line,
                usageLocation.region().location(),
                "AWS Region",
                usageLocation.peer().location(),
                "AWS Region");
        operation(line, "PublicIP-Out");
        onDemand(line, "0.02", "GB");
        description(
                line,
                "$0.02 per GB - " + usageLocation.region().location() + " data transfer to "
                        + usageLocation.peer().location());
    }

    private static void fromRegion(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        transfer(line, usageLocation, occupant, "InterRegion Inbound");
        ends(
                line,
                usageLocation.peer().location(),
                "AWS Region",
                usageLocation.region().location(),
                "AWS Region");
        operation(line, "PublicIP-In");
        onDemand(line, "0", "GB");
        description(
                line,
                "$0.00 per GB - " + usageLocation.region().location() + " data transfer from "
                        + usageLocation.peer().location());
    }

    private static void natGateway(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonEC2", "Amazon Elastic Compute Cloud", "NAT Gateway", usageLocation);
        operation(line, "NatGateway");
        onDemand(line, "0.045", "GB");
        line.text("lineItem/ResourceId", occupant.arn("ec2", usageLocation.region(), "natgateway/nat"))
                .text("product/group", "NGW:NatGateway")
                .text("product/groupDescription", "Charge for per GB data processed by NatGateways");
        description(line, "$0.045 per GB Data Processed by NAT Gateways");
    }

    private static void cloudFront(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonCloudFront", "Amazon CloudFront", "Data Transfer", usageLocation);
        ends(line, "United States", "AWS Edge Location", "External", "Other");
        operation(line, "GET");
        onDemand(line, "0.085", "GB");
        line.text(
                        "lineItem/ResourceId",
                        "arn:aws:cloudfront::" + occupant.account() + ":distribution/E"
                                + occupant.seed().and("distribution").text("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", 13))
                .text("product/transferType", "CloudFront Outbound");
        description(line, "$0.085 per GB - first 10 TB / month data transfer out");
    }

    private static void transfer(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant, String kind) {
        boolean s3 = line.text("lineItem/ProductCode").equals("AmazonS3");
        String name = s3 ? "Amazon Simple Storage Service" : "Amazon Elastic Compute Cloud";
        product(line, "AWSDataTransfer", name, "Data Transfer", usageLocation);
        line.text("lineItem/ResourceId", s3 ? occupant.bucketName() : occupant.ec2Id("i"))
                .text("product/servicename", "AWS Data Transfer")
                .text("product/transferType", kind);
    }

    private static void ends(LineDraft line, String from, String fromType, String to, String toType) {
        line.text("product/fromLocation", from)
                .text("product/fromLocationType", fromType)
                .text("product/toLocation", to)
                .text("product/toLocationType", toType);
    }
}
