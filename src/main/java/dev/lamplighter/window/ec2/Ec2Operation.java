package dev.lamplighter.window.ec2;

/**
 * Lists the EC2 operations that windows call, each with half of the rate that EC2 allows an account in a region (AWS:
 * "Request throttling for the Amazon EC2 API").
 */
public enum Ec2Operation {
    DESCRIBE_INSTANCES("DescribeInstances", 50, 10),
    DESCRIBE_ADDRESSES("DescribeAddresses", 50, 10),
    DESCRIBE_VOLUMES("DescribeVolumes", 50, 10),
    START_INSTANCES("StartInstances", 2, 1),
    RUN_INSTANCES("RunInstances", 2, 1),
    STOP_INSTANCES("StopInstances", 25, 2.5),
    TERMINATE_INSTANCES("TerminateInstances", 50, 2.5),
    CREATE_TAGS("CreateTags", 50, 5),
    ASSOCIATE_ADDRESS("AssociateAddress", 25, 2.5),
    DISASSOCIATE_ADDRESS("DisassociateAddress", 25, 2.5),
    ATTACH_VOLUME("AttachVolume", 25, 2.5),
    MODIFY_INSTANCE_ATTRIBUTE("ModifyInstanceAttribute", 25, 2.5);

    private final String awsName;
    private final int burst;
    private final double perSecond;

    Ec2Operation(String awsName, int burst, double perSecond) {
        this.awsName = awsName;
        this.burst = burst;
        this.perSecond = perSecond;
    }

    public String awsName() {
        return awsName;
    }

    /** Calls at once after a pause. */
    public int burst() {
        return burst;
    }

    /** Calls a second that can be kept up. */
    public double perSecond() {
        return perSecond;
    }
}
