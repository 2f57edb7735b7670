package dev.lamplighter.sandbox.aws;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Reads form parameters and writes XML (Smithy, "AWS query protocol" and "AWS EC2 query protocol"). The two differ in how lists
 * are numbered and in what surrounds an answer.
 */
enum QueryProtocol implements WireProtocol {
    /** EC2. */
    EC2 {
        @Override
        public byte[] encode(String operation, SdkResponse response, String requestId) {
            XmlEncoder xml = new XmlEncoder(true);
            xml.open(operation + "Response", "http://ec2.amazonaws.com/doc/2016-11-15/");
            xml.leaf("requestId", requestId);
            xml.members(response);
            return xml.end();
        }

        @Override
        public byte[] encode(WireFault fault, String requestId) {
            XmlEncoder xml = new XmlEncoder(true);
            xml.open("Response");
            xml.open("Errors");
            xml.open("Error");
            xml.leaf("Code", fault.code());
            xml.leaf("Message", fault.message());
            xml.close();
            xml.close();
            xml.leaf("RequestID", requestId);
            return xml.end();
        }
    },

    /** STS and its older kin. */
    COMMON {
        @Override
        public byte[] encode(String operation, SdkResponse response, String requestId) {
            XmlEncoder xml = new XmlEncoder(false);
            xml.open(operation + "Response", "https://sts.amazonaws.com/doc/2011-06-15/");
            xml.open(operation + "Result");
            xml.members(response);
            xml.close();
            xml.open("ResponseMetadata");
            xml.leaf("RequestId", requestId);
            xml.close();
            return xml.end();
        }

        @Override
        public byte[] encode(WireFault fault, String requestId) {
            XmlEncoder xml = new XmlEncoder(false);
            xml.open("ErrorResponse");
            xml.open("Error");
            xml.leaf("Type", fault.status() < 500 ? "Sender" : "Receiver");
            xml.leaf("Code", fault.code());
            xml.leaf("Message", fault.message());
            xml.close();
            xml.leaf("RequestId", requestId);
            return xml.end();
        }
    };

    @Override
    public String contentType() {
        return "text/xml;charset=UTF-8";
    }

    @Override
    public void decode(String body, SdkPojo builder) {
        FormTree.parse(body).fill(builder, this == EC2);
    }
}
