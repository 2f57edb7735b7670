package dev.lamplighter.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers for EC2 and STS in many accounts and regions, at the rates that EC2 documents: for each account, region and action a
 * bucket of 100 requests that gets 20 a second, as for describing actions with filters or pages. An answer takes some hundred
 * milliseconds, as between continents.
 */
final class AccountsEc2 implements AutoCloseable {
    private static final int CAPACITY = 100;
    private static final int REFILL_A_SECOND = 20;
    private static final int QUICKEST_MILLIS = 150;
    private static final int SLOWEST_MILLIS = 300;
    /** Longer than the service's limit of a call. */
    private static final long HANGS_MILLIS = 90_000;

    private static final Pattern SCOPE = Pattern.compile("Credential=ASIA(\\d{12})/\\d+/([^/]+)/");
    private static final Pattern ROLE = Pattern.compile("RoleArn=arn%3Aaws%3Aiam%3A%3A(\\d{12})");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)(\\w+)=([^&]*)");

    private final HttpServer http;
    private final int instances;
    private final String hanging;
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Random random = new Random(1);

    /**
     * Listens at once.
     *
     * @param instances of each account and region
     * @param hanging account and region, with a slash between, that never answers in time; or an empty text
     */
    AccountsEc2(int instances, String hanging) throws IOException {
        this.instances = instances;
        this.hanging = hanging;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        http.createContext("/", this::answer);
        http.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        http.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Calls and throttled ones since it was last asked, by action. */
    Map<String, Integer> countAndForget() {
        Map<String, Integer> counted = new java.util.TreeMap<>();
        calls.forEach((action, count) -> counted.put(action, count.getAndSet(0)));
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    /** How old the states are that the last complete answer of each place brought, without the place that hangs. */
    List<Long> agesMillis() {
        long now = System.nanoTime();
        List<Long> ages = new ArrayList<>();
        places.forEach((name, place) -> {
            if (!name.equals(hanging) && place.statesAt != 0) {
                ages.add((now - place.statesAt) / 1_000_000);
            }
        });
        return ages;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String action = parameter(form, "Action", "");
            String signed = exchange.getRequestHeaders().getFirst("Authorization");
            calls.computeIfAbsent(action, first -> new AtomicInteger()).incrementAndGet();
            pause(QUICKEST_MILLIS + random.nextInt(SLOWEST_MILLIS - QUICKEST_MILLIS));
            if (action.equals("AssumeRole")) {
                send(exchange, 200, credentials(form));
                return;
            }
            Matcher scope = SCOPE.matcher(signed == null ? "" : signed);
            String name = scope.find() ? scope.group(1) + "/" + scope.group(2) : "own";
            if (name.equals(hanging)) {
                pause(HANGS_MILLIS);
            }
            Place place = places.computeIfAbsent(name, first -> new Place());
            if (!place.takes(action)) {
                calls.computeIfAbsent(action + " throttled", first -> new AtomicInteger())
                        .incrementAndGet();
                send(
                        exchange,
                        503,
                        "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded."
                                + "</Message></Error></Errors><RequestID>1</RequestID></Response>");
                return;
            }
            long now = System.nanoTime();
            int from = Integer.parseInt(parameter(form, "NextToken", "0"));
            int to = Math.min(instances, from + Integer.parseInt(parameter(form, "MaxResults", "1000")));
            send(
                    exchange,
                    200,
                    action.equals("DescribeInstances")
                            ? AnswersOfEc2.descriptions(name, from, to, instances)
                            : AnswersOfEc2.statuses(name, from, to, instances));
            if (action.equals("DescribeInstanceStatus")) {
                place.pollFrom = from == 0 ? now : place.pollFrom;
                place.statesAt = to == instances ? place.pollFrom : place.statesAt;
            }
        }
    }

    private static String credentials(String form) {
        Matcher role = ROLE.matcher(form);
        String account = role.find() ? role.group(1) : "000000000000";
        return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>"
                + "<AccessKeyId>ASIA" + account
                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                + "<Expiration>" + Instant.now().plus(Duration.ofHours(1))
                + "</Expiration></Credentials></AssumeRoleResult>"
                + "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String parameter(String form, String name, String otherwise) {
        Matcher parameter = PARAMETER.matcher(form);
        while (parameter.find()) {
            if (parameter.group(1).equals(name)) {
                return parameter.group(2);
            }
        }
        return otherwise;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }

    /** An account and region: its buckets, and when the states were made that it gave last. */
    private static final class Place {
        final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
        volatile long statesAt;
        volatile long pollFrom;

        boolean takes(String action) {
            return buckets.computeIfAbsent(action, first -> new Bucket()).takes();
        }
    }

    private static final class Bucket {
        private double tokens = CAPACITY;
        private long at = System.nanoTime();

        synchronized boolean takes() {
            long now = System.nanoTime();
            tokens = Math.min(CAPACITY, tokens + (now - at) / 1e9 * REFILL_A_SECOND);
            at = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
