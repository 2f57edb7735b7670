package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.ComputeLines.in;
import static dev.lamplighter.sandbox.cur.ProductCells.description;
import static dev.lamplighter.sandbox.cur.ProductCells.onDemand;
import static dev.lamplighter.sandbox.cur.ProductCells.operation;
import static dev.lamplighter.sandbox.cur.ProductCells.product;

import java.util.List;

/** Makes the lines of S3, RDS, Lambda, CloudTrail, CloudWatch and the Marketplace. */
final class ServiceLines {
    /** The Marketplace's product codes say nothing. */
    private static final String FIREWALL = "8xa1b2c3d4e5f6g7h8i9j0k1l";

    static final List<LineItemTemplate> ALL = List.of(
            new LineItemTemplate(
                    "AmazonS3",
                    "Usage",
                    6,
                    in("TimedStorage-ByteHrs"),
                    InstanceHourMeter.steady("40"),
                    ServiceLines::objects),
            new LineItemTemplate(
                    "AmazonS3", "Usage", 6, in("Requests-Tier1"), InstanceHourMeter.count(5000), ServiceLines::puts),
            new LineItemTemplate(
                    "AmazonS3",
                    "Usage",
                    11,
                    in("Requests-Tier2"),
                    InstanceHourMeter.count(300),
                    ServiceLines::freeGets),
            new LineItemTemplate(
                    "AmazonRDS",
                    "Usage",
                    4,
                    in("InstanceUsage:db.m5.large"),
                    InstanceHourMeter.HOURS,
                    ServiceLines::database),
            new LineItemTemplate(
                    "AmazonRDS",
                    "Usage",
                    3,
                    in("RDS:GP2-Storage"),
                    InstanceHourMeter.steady("0.7"),
                    ServiceLines::databaseDisk),
            new LineItemTemplate(
                    "AWSLambda",
                    "Usage",
                    4,
                    in("Lambda-GB-Second"),
                    InstanceHourMeter.bursts("900"),
                    ServiceLines::lambdaTime),
            new LineItemTemplate(
                    "AWSLambda",
                    "Usage",
                    4,
                    in("Request"),
                    InstanceHourMeter.count(20_000),
                    ServiceLines::lambdaRequests),
            new LineItemTemplate(
                    "AWSCloudTrail",
                    "Usage",
                    13,
                    in("FreeEventsRecorded"),
                    InstanceHourMeter.count(400),
                    ServiceLines::trail),
            new LineItemTemplate(
                    "AmazonCloudWatch",
                    "Usage",
                    4,
                    in("CW:MetricMonitorUsage"),
                    InstanceHourMeter.steady("0.5"),
                    ServiceLines::metrics),
            new LineItemTemplate(
                    FIREWALL,
                    "Usage",
                    0,
                    usageLocation -> "SoftwareUsage:m5.large",
                    InstanceHourMeter.ONCE,
                    ServiceLines::marketplace));

    private ServiceLines() {}

    private static void objects(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonS3", "Amazon Simple Storage Service", "Storage", usageLocation);
        operation(line, "StandardStorage");
        onDemand(line, "0.023", "GB-Mo");
        line.text("lineItem/ResourceId", occupant.bucketName())
                .text("product/storageClass", "General Purpose")
                .text("product/volumeType", "Standard")
                .text("product/availability", "99.99%")
                .text("product/durability", "99.999999999%");
        description(line, "$0.023 per GB - first 50 TB / month of storage used");
    }

    private static void puts(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        requests(line, usageLocation, occupant, "PutObject");
        onDemand(line, "0.000005", "Requests");
        description(line, "$0.005 per 1,000 PUT, COPY, POST, or LIST requests");
    }

    private static void freeGets(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        requests(line, usageLocation, occupant, "GetObject");
        onDemand(line, "0", "Requests");
        description(line, "$0.00 per request - requests under the monthly global free tier");
    }

    private static void requests(
            LineDraft line, UsageLocation usageLocation, ResourceOwner occupant, String operation) {
        product(line, "AmazonS3", "Amazon Simple Storage Service", "API Request", usageLocation);
        operation(line, operation);
        line.text("lineItem/ResourceId", occupant.bucketName())
                .text("product/group", "S3-API-Tier")
                .text("product/groupDescription", operation + " and the like");
    }

    private static void database(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonRDS", "Amazon Relational Database Service", "Database Instance", usageLocation);
        operation(line, "CreateDBInstance:0014");
        onDemand(line, "0.178", "Hrs");
        line.text("lineItem/ResourceId", occupant.arn("rds", usageLocation.region(), "db:orders"))
                .text("product/instanceType", "db.m5.large")
                .text("product/instanceFamily", "General purpose")
                .text("product/vcpu", "2")
                .text("product/memory", "8 GiB")
                .text("product/databaseEngine", "PostgreSQL")
                .text("product/deploymentOption", "Single-AZ")
                .text("product/licenseModel", "No license required")
                .text("product/engineCode", "14")
                .amount("lineItem/NormalizationFactor", FixedPointDecimals.of("4"))
                .amountPerUsage("lineItem/NormalizedUsageAmount", FixedPointDecimals.of("4"));
        description(line, "$0.178 per RDS db.m5.large Single-AZ instance hour (or partial hour) running PostgreSQL");
    }

    private static void databaseDisk(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonRDS", "Amazon Relational Database Service", "Database Storage", usageLocation);
        operation(line, "CreateDBInstance:0014");
        onDemand(line, "0.115", "GB-Mo");
        line.text("lineItem/ResourceId", occupant.arn("rds", usageLocation.region(), "db:orders"))
                .text("product/volumeType", "General Purpose")
                .text("product/databaseEngine", "PostgreSQL")
                .text("product/deploymentOption", "Single-AZ")
                .text("product/minVolumeSize", "20 GB")
                .text("product/maxVolumeSize", "64 TB");
        description(line, "$0.115 per GB-month of provisioned gp2 storage running PostgreSQL");
    }

    private static void lambdaTime(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        lambda(line, usageLocation, occupant, "AWS-Lambda-Duration");
        onDemand(line, "0.0000166667", "Lambda-GB-Second");
        description(
                line, "AWS Lambda - Total Compute - " + usageLocation.region().location());
    }

    private static void lambdaRequests(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        lambda(line, usageLocation, occupant, "AWS-Lambda-Requests");
        onDemand(line, "0.0000002", "Requests");
        description(
                line,
                "AWS Lambda - Total Requests, Tier 1 - "
                        + usageLocation.region().location());
    }

    private static void lambda(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant, String group) {
        product(line, "AWSLambda", "AWS Lambda", "Serverless", usageLocation);
        operation(line, "Invoke");
        line.text("lineItem/ResourceId", occupant.arn("lambda", usageLocation.region(), "function:resize"))
                .text("product/group", group)
                .text("product/groupDescription", "Invocation call for a Lambda function");
    }

    private static void trail(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(
                line,
                "AWSCloudTrail",
                "AWS CloudTrail",
                "Management Tools - AWS CloudTrail Free Events Recorded",
                usageLocation);
        operation(line, "None");
        onDemand(line, "0", "Events");
        description(
                line, "0.0 per free event recorded in " + usageLocation.region().location() + " region");
    }

    private static void metrics(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        product(line, "AmazonCloudWatch", "AmazonCloudWatch", "Metric", usageLocation);
        operation(line, "MetricStorage:AWS/EC2");
        onDemand(line, "0.3", "Metrics");
        line.text("product/group", "Metric").text("product/groupDescription", "Number of metrics");
        description(
                line,
                "$0.30 per metric-month for the first 10,000 metrics - "
                        + usageLocation.region().location());
    }

    private static void marketplace(LineDraft line, UsageLocation usageLocation, ResourceOwner occupant) {
        line.text("bill/BillingEntity", "AWS Marketplace")
                .text("lineItem/UsageAccountId", line.text("bill/PayerAccountId"))
                .text("lineItem/LegalEntity", "Acme \"Secure\" Software, Inc.")
                .text("product/ProductName", "Acme \"Secure\" Firewall, BYOL")
                .text("product/productFamily", "AMI");
        onDemand(line, "0.12", "Hrs");
        description(line, "AWS Marketplace hourly software usage|us-east-1|m5.large, \"Acme\" AMI");
    }
}
