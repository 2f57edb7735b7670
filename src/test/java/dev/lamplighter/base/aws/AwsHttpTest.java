package dev.lamplighter.base.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class AwsHttpTest {
    @Test
    void anUploadWhoseConnectionWasClosedIsSentAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                S3Client s3 = S3Client.builder()
                        .httpClient(new AwsHttp())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                        .forcePathStyle(true)
                        .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                        .build()) {
            List<String> requests = new CopyOnWriteArrayList<>();
            var unused = CompletableFuture.runAsync(() -> serve(server, requests));

            s3.putObject(request -> request.bucket("bucket").key("key"), RequestBody.fromString("text"));

            assertThat(requests).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("PUT /bucket/key"));
        }
    }

    /** Closes the first connection after the head of its request, as a server does that was about to close it anyway. */
    private static void serve(ServerSocket server, List<String> requests) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                requests.add(line(in));
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String[] field = header.toLowerCase(Locale.ROOT).split(": ", 2);
                    length = field[0].equals("content-length") ? Integer.parseInt(field[1]) : length;
                }
                if (requests.size() > 1) {
                    socket.getOutputStream().write(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
                    in.readNBytes(length);
                    socket.getOutputStream()
                            .write(
                                    ascii(
                                            "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            } catch (SocketException e) {
                return; // the test is over
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
