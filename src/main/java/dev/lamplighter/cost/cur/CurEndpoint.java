package dev.lamplighter.cost.cur;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Converts a cost and usage report, or reads back what was written. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "cur",
        title = "Cost and Usage Report",
        syntax = "cur:operation",
        producerOnly = true,
        category = Category.CLOUD)
public final class CurEndpoint extends DefaultEndpoint {
    private static final String SYNTAX = "cur:operation";

    /** The operations, in lower case in the URI. */
    public enum Operation {
        CONVERT,
        VERIFY
    }

    /** What is done with the header line of each delivered file. */
    public enum Header {
        /** It is removed: the table has the columns. */
        STRIP
    }

    /** The formats that can be written. */
    public enum Format {
        PARQUET,
        CSV
    }

    /** The columns that are read back. */
    public enum Columns {
        NUMBERS,
        ALL
    }

    @UriPath(description = "What to do")
    private final Operation operation;

    @UriParam(description = "To convert: what becomes of header lines")
    private @Nullable Header header;

    @UriParam(description = "To convert: what is written")
    private @Nullable Format format;

    @UriParam(description = "To verify: which columns are read back", defaultValue = "NUMBERS")
    private Columns columns = Columns.NUMBERS;

    private final CurComponent component;

    CurEndpoint(String uri, CurComponent component, Operation operation) {
        super(uri, component);
        this.component = component;
        this.operation = operation;
    }

    /** Checks the options; the messages are like Camel's own. */
    void requireOptions() {
        boolean converts = operation == Operation.CONVERT;
        require("header", header, converts);
        require("format", format, converts);
        if (converts && columns != Columns.NUMBERS) {
            throw unwanted("columns", columns);
        }
    }

    private void require(String name, @Nullable Object value, boolean needed) {
        if (value == null && needed) {
            throw new IllegalArgumentException(
                    "Option " + name + " is required when creating endpoint uri with syntax " + SYNTAX);
        }
        if (value != null && !needed) {
            throw unwanted(name, value);
        }
    }

    private PropertyBindingException unwanted(String name, Object value) {
        return new PropertyBindingException(
                this, name, value, new IllegalArgumentException("no option of cur:" + operation.name()));
    }

    @Override
    public Producer createProducer() {
        return new CurProducer(this, component.files());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("cur can't be read from");
    }

    Operation operation() {
        return operation;
    }

    public @Nullable Header getHeader() {
        return header;
    }

    public void setHeader(Header what) {
        header = what;
    }

    public @Nullable Format getFormat() {
        return format;
    }

    public void setFormat(Format what) {
        format = what;
    }

    public Columns getColumns() {
        return columns;
    }

    public void setColumns(Columns which) {
        columns = which;
    }
}
