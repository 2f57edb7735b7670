package dev.lamplighter.benchmarks.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** Looks at the page of a service as a browser does: reads the events of everything, and asks again when they end. */
final class PageReader implements AutoCloseable {
    private final HttpRequest request;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread thread = new Thread(this::read, "page-reader");

    PageReader(int port, String token) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/events"))
                .header("Authorization", "Bearer " + token.strip())
                .build();
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            while (!thread.isInterrupted()) {
                HttpResponse<Stream<String>> events = client.send(request, BodyHandlers.ofLines());
                try (Stream<String> lines = events.body()) {
                    boolean refused = events.statusCode() != 200;
                    if (lines.filter(line -> line.startsWith("event: ")).count() == 0 || refused) {
                        throw new IOException("no state at " + request.uri());
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // said on standard error, and this no longer reads
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean reads() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
