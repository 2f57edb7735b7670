package dev.lamplighter.app.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Answers every request with the same bytes, whatever they say of their own length, and closes the connection. */
final class CannedAnswers implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile String answer = "";

    CannedAnswers() throws IOException {
        Thread thread = new Thread(this::serve, "canned-answers");
        thread.setDaemon(true);
        thread.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** The whole of it: status line, headers, and a body whose every character is one byte. */
    void answer(String lines, String body) {
        answer = lines.replace("\n", "\r\n") + "\r\n" + body;
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                read(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
            } catch (IOException e) {
                // whoever asked is gone, or this is closed
            }
        }
    }

    private static void read(BufferedReader request) throws IOException {
        int length = 0;
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        for (int read = 0; read < length && request.read() >= 0; read++) {}
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
