package dev.lamplighter.window.ready;

import dev.lamplighter.base.HttpBodyPrefix;
import dev.lamplighter.window.declare.ReadyCheck;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes ready checks by HTTP GET. Thread-safe; at most one request per check is under way. */
public final class HttpReadyProbe implements ReadyProbe {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** An older answer no longer counts. */
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** How much of a page is read. */
    private static final int PAGE_BYTES = 64 * 1024;

    private final InstantSource clock;
    private final Map<ReadyCheck, Asked> asked = new HashMap<>();
    private @Nullable HttpClient http;

    public HttpReadyProbe(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized ReadyResult ask(ReadyCheck check) {
        Asked last = asked.remove(check);
        boolean fresh = last != null
                && Duration.between(last.at(), clock.instant()).abs().compareTo(FRESH) <= 0;
        if (last == null || !fresh) {
            asked.put(check, new Asked(clock.instant(), send(check)));
            return ReadyResult.no(check.http() + " was asked just now");
        }
        if (!last.answer().isDone()) {
            asked.put(check, last);
            return ReadyResult.no(check.http() + " has not answered yet");
        }
        ReadyResult answer = last.answer().join();
        if (!answer.passed()) {
            asked.put(check, new Asked(clock.instant(), send(check)));
        }
        return answer;
    }

    private CompletableFuture<ReadyResult> send(ReadyCheck check) {
        HttpRequest request =
                HttpRequest.newBuilder(check.http()).timeout(ANSWER).build();
        return client().sendAsync(
                        request,
                        response -> BodySubscribers.mapping(
                                new HttpBodyPrefix(PAGE_BYTES), bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS)
                .handle((response, failure) -> failure == null
                        ? judge(check, response)
                        : ReadyResult.no(check.http() + " gave no answer: " + cause(failure)));
    }

    private static ReadyResult judge(ReadyCheck check, HttpResponse<String> response) {
        if (response.statusCode() < 200 || response.statusCode() > 299) {
            return ReadyResult.no(check.http() + " answers " + response.statusCode());
        }
        return check.contains()
                .filter(text -> !response.body().contains(text))
                .map(text -> ReadyResult.no(check.http() + " answers without \"" + text + "\""))
                .orElseGet(() -> new ReadyResult(true, check.http() + " answers"));
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    /** Made when first needed, since it has threads of its own. */
    private HttpClient client() {
        HttpClient client = http;
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            http = client;
        }
        return client;
    }

    private record Asked(Instant at, CompletableFuture<ReadyResult> answer) {}
}
