package dev.lamplighter.sandbox.aws;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkClient;

/**
 * Serves on one port of 127.0.0.1 every AWS service that has a stand-in. A call finds its service by the credential scope of
 * its signature, by {@code X-Amz-Target}, or by its {@code Action}; signatures aren't checked.
 *
 * <pre>{@code
 * try (AwsServer server = AwsServer.start(0)) {
 *     server.serve("ec2", new Ec2StandIn(clock));
 *     Ec2Client.builder().endpointOverride(server.endpoint())...
 * }
 * }</pre>
 */
public final class AwsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AwsServer.class);
    private static final int BACKLOG = 50;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    static {
        // Without it every answer waits some 40 ms for the caller's delayed acknowledgement. The JDK reads it once,
        // when its server classes load.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final Dispatcher dispatcher;

    private AwsServer(HttpServer http, ExecutorService threads, Dispatcher dispatcher) {
        this.http = http;
        this.threads = threads;
        this.dispatcher = dispatcher;
    }

    /** Listens at once; {@code port} 0 is any free port. */
    public static AwsServer start(int port) {
        return start(port, InstantSource.system());
    }

    /**
     * Listens at once.
     *
     * @param port 0 for any free port
     * @param time dates the entries of the ledger
     * @throws UncheckedIOException when the port is taken
     */
    public static AwsServer start(int port, InstantSource time) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("can't listen on 127.0.0.1:" + port, e);
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "aws-stand-in");
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(time);
        http.createContext("/", dispatcher);
        http.setExecutor(threads);
        http.start();
        AwsServer server = new AwsServer(http, threads, dispatcher);
        LOG.info("AWS stand-ins listen endpoint={}", server.endpoint());
        return server;
    }

    /**
     * Adds a service.
     *
     * @param service signing name: {@code ec2}, {@code athena}, {@code glue}, {@code sts}, CloudWatch's {@code monitoring}
     * @param client implements the SDK's client interface; operations it doesn't override answer 501
     */
    public AwsServer serve(String service, SdkClient client) {
        dispatcher.serve(new StandInOperations(service, client));
        return this;
    }

    /**
     * Adds a service with an API of resources.
     *
     * @param service signing name: {@code cloudfront}
     */
    public AwsServer serve(String service, RestStandIn standIn) {
        dispatcher.serve(service, standIn);
        return this;
    }

    /** {@code http://127.0.0.1:PORT}: the value of {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    public CallLedger ledger() {
        return dispatcher.ledger();
    }

    /** Replaces the hook that every call passes from now on. */
    public void faults(FaultHook hook) {
        dispatcher.faults(hook);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
