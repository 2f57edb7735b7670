package dev.lamplighter.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Answers every call of EC2 and S3 as AWS begins to, and then with 400 MB of something, to whoever goes on reading. */
final class EndlessAnswers implements AutoCloseable {
    private static final long BYTES = 400L << 20;
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    /** How. */
    enum Kind {
        OF_KNOWN_LENGTH,
        CHUNKED,
        DEEP,
        DEEP_REFUSAL,
        COMPRESSED_REFUSAL
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Kind kind = Kind.OF_KNOWN_LENGTH;

    EndlessAnswers() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::serve);
        http.setExecutor(threads);
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** From now on, with a count of calls that begins anew. */
    void set(Kind next) {
        kind = next;
        calls.set(0);
    }

    /** Calls of EC2 that were answered, until nobody read on. */
    int calls() {
        return calls.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Kind now = kind;
        Matcher action =
                ACTION.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        boolean ofEc2 = action.find();
        String root = ofEc2 ? action.group(1) + "Response" : "ListBucketResult";
        boolean refusal = now == Kind.DEEP_REFUSAL || now == Kind.COMPRESSED_REFUSAL;
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        if (now == Kind.COMPRESSED_REFUSAL) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(refusal ? 400 : 200, now == Kind.OF_KNOWN_LENGTH ? BYTES : 0);
        OutputStream body = exchange.getResponseBody();
        try (OutputStream out = now == Kind.COMPRESSED_REFUSAL ? new GZIPOutputStream(body) : body) {
            out.write(("<?xml version=\"1.0\"?><" + (refusal ? "Response" : root) + "><requestId>")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] more = (now == Kind.DEEP || now == Kind.DEEP_REFUSAL ? "<a>" : "aaa")
                    .repeat(20_000)
                    .getBytes(StandardCharsets.US_ASCII);
            for (long left = BYTES; left > 0; left -= more.length) {
                out.write(more);
            }
        } catch (IOException e) {
            // nobody reads on
        } finally {
            exchange.close();
            calls.addAndGet(ofEc2 ? 1 : 0);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
