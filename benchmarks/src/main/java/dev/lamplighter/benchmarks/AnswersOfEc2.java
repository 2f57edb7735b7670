package dev.lamplighter.benchmarks;

import java.util.Locale;

/** Writes EC2's XML for instances that are made up; a description is as long as those of EC2, some 5 kB. */
final class AnswersOfEc2 {
    private static final String XMLNS = " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">";

    private AnswersOfEc2() {}

    static String statuses(String place, int from, int to, int all) {
        StringBuilder xml = new StringBuilder(
                "<DescribeInstanceStatusResponse" + XMLNS + "<requestId>1</requestId><instanceStatusSet>");
        for (int i = from; i < to; i++) {
            xml.append("<item><instanceId>")
                    .append(id(place, i))
                    .append("</instanceId><availabilityZone>eu-west-1a</availabilityZone>"
                                + "<availabilityZoneId>euw1-az1</availabilityZoneId><operator><managed>false</managed></operator>"
                                + "<instanceState><code>16</code><name>running</name></instanceState>");
            for (String kind : new String[] {"systemStatus", "instanceStatus", "attachedEbsStatus"}) {
                xml.append('<')
                        .append(kind)
                        .append("><status>ok</status><details><item><name>reachability</name><status>passed"
                                + "</status></item></details></")
                        .append(kind)
                        .append('>');
            }
            xml.append("</item>");
        }
        return xml.append("</instanceStatusSet>")
                .append(next(to, all))
                .append("</DescribeInstanceStatusResponse>")
                .toString();
    }

    static String descriptions(String place, int from, int to, int all) {
        StringBuilder xml =
                new StringBuilder("<DescribeInstancesResponse" + XMLNS + "<requestId>1</requestId><reservationSet>");
        for (int i = from; i < to; i++) {
            xml.append("<item><reservationId>r-0")
                    .append(i)
                    .append("</reservationId><ownerId>123456789012</ownerId><groupSet/><instancesSet>");
            instance(xml, id(place, i), "machine-" + i);
            xml.append("</instancesSet></item>");
        }
        return xml.append("</reservationSet>")
                .append(next(to, all))
                .append("</DescribeInstancesResponse>")
                .toString();
    }

    private static void instance(StringBuilder xml, String id, String name) {
        xml.append("<item><instanceId>")
                .append(id)
                .append(
                        "</instanceId><imageId>ami-0123456789abcdef0</imageId><instanceState><code>16</code>"
                            + "<name>running</name></instanceState><privateDnsName>ip-10-0-0-1.eu-west-1.compute.internal</privateDnsName>"
                            + "<dnsName>ec2-203-0-113-1.eu-west-1.compute.amazonaws.com</dnsName><reason/><keyName>ops</keyName><amiLaunchIndex>0"
                            + "</amiLaunchIndex><productCodes/><instanceType>t3.micro</instanceType><launchTime>2026-11-01T08:00:00.000Z</launchTime>"
                            + "<placement><availabilityZone>eu-west-1a</availabilityZone><groupName/><tenancy>default</tenancy></placement><monitoring>"
                            + "<state>disabled</state></monitoring><subnetId>subnet-0123456789abcdef0</subnetId><vpcId>vpc-0123456789abcdef0</vpcId>"
                            + "<privateIpAddress>10.0.0.1</privateIpAddress><ipAddress>203.0.113.1</ipAddress><sourceDestCheck>true</sourceDestCheck>");
        groups(xml);
        xml.append(
                "<architecture>x86_64</architecture><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>"
                    + "<blockDeviceMapping>");
        for (String device : new String[] {"/dev/xvda", "/dev/sdf"}) {
            xml.append("<item><deviceName>")
                    .append(device)
                    .append(
                            "</deviceName><ebs><volumeId>vol-0123456789abcdef0</volumeId><status>attached"
                                + "</status><attachTime>2026-11-01T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination></ebs></item>");
        }
        xml.append(
                "</blockDeviceMapping><virtualizationType>hvm</virtualizationType><clientToken>b7e0a1</clientToken><tagSet>");
        tag(xml, "Name", name);
        tag(xml, "Environment", "production");
        tag(xml, "Team", "video");
        tag(xml, "CostCentre", "4711");
        xml.append(
                "</tagSet><hypervisor>xen</hypervisor><networkInterfaceSet><item><networkInterfaceId>eni-0123456789abcdef0"
                    + "</networkInterfaceId><subnetId>subnet-0123456789abcdef0</subnetId><vpcId>vpc-0123456789abcdef0</vpcId><description/><ownerId>"
                    + "123456789012</ownerId><status>in-use</status><macAddress>02:00:00:00:00:01</macAddress><privateIpAddress>10.0.0.1"
                    + "</privateIpAddress><privateDnsName>ip-10-0-0-1.eu-west-1.compute.internal</privateDnsName><sourceDestCheck>true"
                    + "</sourceDestCheck>");
        groups(xml);
        xml.append(
                "<attachment><attachmentId>eni-attach-0123456789abcdef0</attachmentId><deviceIndex>0</deviceIndex><status>attached"
                    + "</status><attachTime>2026-11-01T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination><networkCardIndex>0"
                    + "</networkCardIndex></attachment><association><publicIp>203.0.113.1</publicIp><publicDnsName>"
                    + "ec2-203-0-113-1.eu-west-1.compute.amazonaws.com</publicDnsName><ipOwnerId>amazon</ipOwnerId></association>"
                    + "<privateIpAddressesSet><item><privateIpAddress>10.0.0.1</privateIpAddress><privateDnsName>"
                    + "ip-10-0-0-1.eu-west-1.compute.internal</privateDnsName><primary>true</primary><association><publicIp>203.0.113.1</publicIp>"
                    + "<publicDnsName>ec2-203-0-113-1.eu-west-1.compute.amazonaws.com</publicDnsName><ipOwnerId>amazon</ipOwnerId></association>"
                    + "</item></privateIpAddressesSet><ipv6AddressesSet/><interfaceType>interface</interfaceType></item></networkInterfaceSet>"
                    + "<ebsOptimized>true</ebsOptimized><enaSupport>true</enaSupport><cpuOptions><coreCount>1</coreCount><threadsPerCore>2"
                    + "</threadsPerCore></cpuOptions><capacityReservationSpecification><capacityReservationPreference>open"
                    + "</capacityReservationPreference></capacityReservationSpecification><hibernationOptions><configured>false</configured>"
                    + "</hibernationOptions><metadataOptions><state>applied</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>2"
                    + "</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6>"
                    + "<instanceMetadataTags>disabled</instanceMetadataTags></metadataOptions><enclaveOptions><enabled>false</enabled>"
                    + "</enclaveOptions><bootMode>uefi-preferred</bootMode><currentInstanceBootMode>legacy-bios</currentInstanceBootMode>"
                    + "<platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation><usageOperationUpdateTime>"
                    + "2026-11-01T08:00:00.000Z</usageOperationUpdateTime><privateDnsNameOptions><hostnameType>ip-name</hostnameType>"
                    + "<enableResourceNameDnsARecord>false</enableResourceNameDnsARecord><enableResourceNameDnsAAAARecord>false"
                    + "</enableResourceNameDnsAAAARecord></privateDnsNameOptions><maintenanceOptions><autoRecovery>default</autoRecovery>"
                    + "</maintenanceOptions></item>");
    }

    private static void groups(StringBuilder xml) {
        xml.append(
                "<groupSet><item><groupId>sg-0123456789abcdef0</groupId><groupName>web</groupName></item></groupSet>");
    }

    private static void tag(StringBuilder xml, String key, String value) {
        xml.append("<item><key>")
                .append(key)
                .append("</key><value>")
                .append(value)
                .append("</value></item>");
    }

    private static String next(int to, int all) {
        return to == all ? "" : "<nextToken>" + to + "</nextToken>";
    }

    /** An id of 17 hexadecimal digits, another in each place. */
    private static String id(String place, int number) {
        return String.format(Locale.ROOT, "i-%08x%09x", place.hashCode(), number);
    }
}
