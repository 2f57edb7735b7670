package dev.lamplighter.cost.cur;

import java.util.Locale;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** Makes the endpoints {@code cur:operation}; see docs/reference/cur.md. */
@Component("cur")
public final class CurComponent extends DefaultComponent {
    @Metadata(description = "Reads and writes the files; the registry's only one if not set")
    private @Nullable CurOperations files;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new CurEndpoint(uri, this, operation(remaining));
    }

    /** Camel has set the options by now and refused those that it doesn't know. */
    @Override
    protected void afterConfiguration(String uri, String remaining, Endpoint endpoint, Map<String, Object> parameters) {
        ((CurEndpoint) endpoint).requireOptions();
    }

    private static CurEndpoint.Operation operation(String text) {
        for (CurEndpoint.Operation operation : CurEndpoint.Operation.values()) {
            if (operation.name().toLowerCase(Locale.ROOT).equals(text)) {
                return operation;
            }
        }
        throw new PropertyBindingException("cur:" + text, "operation", text, null);
    }

    /** The component's own files, else the registry's. */
    CurOperations files() {
        CurOperations found =
                files == null ? getCamelContext().getRegistry().findSingleByType(CurOperations.class) : files;
        if (found == null) {
            throw new ResolveEndpointFailedException("cur", "costs are set aside: nothing in the registry converts");
        }
        return found;
    }

    public @Nullable CurOperations getFiles() {
        return files;
    }

    public void setFiles(CurOperations others) {
        files = others;
    }
}
