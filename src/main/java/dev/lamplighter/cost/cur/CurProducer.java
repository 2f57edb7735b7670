package dev.lamplighter.cost.cur;

import dev.lamplighter.cost.publish.ConversionRequest;
import dev.lamplighter.cost.publish.ConvertedParquetFiles;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/**
 * Converts what the order in the body asks for and puts the written files into the body, or verifies the files in the body.
 */
final class CurProducer extends DefaultProducer {
    private static final String HEADER = "LamplighterCur";

    private final CurEndpoint endpoint;
    private final CurOperations files;

    CurProducer(CurEndpoint endpoint, CurOperations files) {
        super(endpoint);
        this.endpoint = endpoint;
        this.files = files;
    }

    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        Message message = exchange.getMessage();
        ConvertedParquetFiles done = switch (endpoint.operation()) {
            case CONVERT -> convert(message.getMandatoryBody(ConversionRequest.class));
            case VERIFY ->
                files.verify(
                        message.getMandatoryBody(ConvertedParquetFiles.class),
                        endpoint.getColumns() == CurEndpoint.Columns.ALL);
        };
        message.setBody(done);
        message.setHeader(HEADER + "Rows", done.summary().rows());
        message.setHeader(HEADER + "Files", done.summary().outputs().size());
        message.setHeader(HEADER + "Folder", done.folder());
    }

    private ConvertedParquetFiles convert(ConversionRequest order) throws IOException {
        return endpoint.getFormat() == CurEndpoint.Format.CSV ? files.toCsv(order) : files.toParquet(order);
    }
}
