package dev.lamplighter.app.doctor;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether the port of the local HTTP is free, or taken by this service itself. */
final class PortExamination {
    private static final String SUBJECT = "http.port";
    private static final int PATIENCE_MILLIS = 3000;

    private PortExamination() {}

    /**
     * Looks at the port.
     *
     * @param token the file whose content only this service takes for a token
     * @param isService whether this process is the service itself
     */
    static Finding finding(int port, Path token, boolean isService) {
        if (port == 0) {
            return Finding.ok(SUBJECT, "none is opened");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            return isService && takes(port, token)
                    ? Finding.ok(SUBJECT, port + " is this service's")
                    : Finding.fail(
                            SUBJECT,
                            new Problem(
                                    ConfigProblemCode.HTTP_PORT_TAKEN,
                                    "127.0.0.1:" + port,
                                    "another process has it",
                                    String.valueOf(e.getMessage()),
                                    "end that process (ss -ltnp shows it), or choose another http.port"));
        }
        return isService
                ? Finding.warn(
                        SUBJECT,
                        new Problem(
                                ConfigProblemCode.HTTP_PORT_TAKEN,
                                "127.0.0.1:" + port,
                                "is free, and the service should have it",
                                "it was not opened at the start",
                                "look for CONFIG-017 in the log, then restart the service"))
                : Finding.ok(SUBJECT, port + " is free");
    }

    private static boolean takes(int port, Path token) {
        try {
            String text = Files.readString(token, StandardCharsets.US_ASCII).strip();
            HttpURLConnection ask = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/status").toURL().openConnection();
            ask.setConnectTimeout(PATIENCE_MILLIS);
            ask.setReadTimeout(PATIENCE_MILLIS);
            ask.setInstanceFollowRedirects(false);
            ask.setRequestProperty("Authorization", "Bearer " + text);
            return ask.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
