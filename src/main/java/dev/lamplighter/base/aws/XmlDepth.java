package dev.lamplighter.base.aws;

/**
 * Counts how deeply XML elements are nested while bytes are read. The SDK parses them by recursion, so that deep nesting
 * fills a thread's stack long before the heap. Content that isn't XML has no depth.
 */
final class XmlDepth {
    /** The greatest depth allowed; answers of EC2 have 15 at most. */
    static final int MOST = 100;

    private State state = State.TEXT;
    private int depth;
    private byte last;

    private enum State {
        TEXT,
        BEGUN,
        OPENING,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        OTHER
    }

    /** Whether this byte begins an element that is nested deeper than {@link #MOST}. */
    boolean isTooDeep(byte next) {
        switch (state) {
            case TEXT -> state = next == '<' ? State.BEGUN : State.TEXT;
            case BEGUN -> begin(next);
            case OPENING -> inside(next);
            case SINGLE_QUOTED -> state = next == '\'' ? State.OPENING : state;
            case DOUBLE_QUOTED -> state = next == '"' ? State.OPENING : state;
            case OTHER -> state = next == '>' ? State.TEXT : state;
        }
        last = next;
        return depth > MOST;
    }

    private void begin(byte next) {
        boolean opens = next != '/' && next != '!' && next != '?';
        depth += opens ? 1 : next == '/' ? -1 : 0;
        state = opens ? State.OPENING : State.OTHER;
    }

    private void inside(byte next) {
        if (next == '>') {
            depth -= last == '/' ? 1 : 0;
            state = State.TEXT;
        } else if (next == '\'') {
            state = State.SINGLE_QUOTED;
        } else if (next == '"') {
            state = State.DOUBLE_QUOTED;
        }
    }
}
