package dev.lamplighter.cost.report;

import java.io.IOException;

/** Says that an object is no longer what it was when it was pinned: the version has to be read again from its manifest. */
public final class ObjectChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String uri;

    public ObjectChangedException(String uri) {
        super(uri + " changed while it was being read");
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }
}
