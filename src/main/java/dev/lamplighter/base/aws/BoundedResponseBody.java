package dev.lamplighter.base.aws;

import dev.lamplighter.base.code.AwsProblemCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits the body of an answer to what fits into heap and stack, because the SDK builds a tree of it. A larger body causes
 * an {@link InvalidResponseException}, and the connection is closed.
 */
final class BoundedResponseBody extends AbortableBody {
    /** Allowed on the smallest heap: twice a page of 250 instances. */
    private static final long LEAST_BYTES = 4L << 20;
    /** Allowed on the largest heap: more than any answer of AWS. */
    private static final long MOST_BYTES = 32L << 20;

    /** Heap needed per byte: an answer of 8 MiB, four times a page of 250 instances, must fit into the service's 96 MiB. */
    private static final int HEAP_PER_BYTE = 12;

    /** Heap needed per tag: an element takes about 250 bytes and has two tags, and the tree may take a third of the heap. */
    private static final int HEAP_PER_TAG = 400;

    private final String call;
    private final long mostBytes;
    private final long mostTags;
    private final boolean isCbor;
    private final XmlDepth depth = new XmlDepth();
    private long bytes;
    private long tags;

    /** A body of text. */
    BoundedResponseBody(String call, InputStream body, long heapBytes) {
        this(
                call,
                body,
                Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heapBytes / HEAP_PER_BYTE)),
                heapBytes / HEAP_PER_TAG,
                false);
    }

    private BoundedResponseBody(String call, InputStream body, long mostBytes, long mostTags, boolean isCbor) {
        super(body);
        this.call = call;
        this.mostBytes = mostBytes;
        this.mostTags = mostTags;
        this.isCbor = isCbor;
    }

    /** A body of CBOR, of which any byte may be an element, and whose depth the SDK's own parser limits. */
    static BoundedResponseBody cbor(String call, InputStream body, long heapBytes) {
        return new BoundedResponseBody(
                call, body, Math.min(MOST_BYTES, heapBytes / HEAP_PER_TAG), Long.MAX_VALUE, true);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int i = offset; i < offset + count && !isCbor; i++) {
            tags += target[i] == '<' ? 1 : 0;
            if (depth.isTooDeep(target[i])) {
                throw refused(AwsProblemCode.GARBLED, "has elements that lie " + XmlDepth.MOST + " deep");
            }
        }
        bytes += Math.max(0, count);
        if (bytes > mostBytes || tags > mostTags) {
            throw refused(
                    AwsProblemCode.TOO_LONG,
                    "got an answer of more than "
                            + (isCbor
                                    ? (mostBytes >> 10) + " KiB"
                                    : (mostBytes >> 20) + " MiB or " + mostTags + " tags")
                            + ", which is more than the heap can hold");
        }
        return count;
    }

    private InvalidResponseException refused(AwsProblemCode code, String what) {
        abort();
        return new InvalidResponseException(code, call, what);
    }
}
