package dev.lamplighter.app.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * An SMTP server on 127.0.0.1, as RFC 5321 (commands), RFC 3207 (STARTTLS) and RFC 4954 (AUTH PLAIN and LOGIN) have it. It
 * takes mail only over TLS and only from ann with her password.
 */
public final class SmtpServer implements AutoCloseable {
    private static final char[] PASSWORD = "for-tests".toCharArray();

    /** One mail that was taken. */
    public record Mail(String from, List<String> to, String text, boolean isEncrypted) {}

    public final List<Mail> mails = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    public final Set<String> refused = ConcurrentHashMap.newKeySet();
    volatile boolean isStartTlsKnown = true;
    volatile boolean isSilentAfterData;

    private final boolean isTlsFromTheStart;
    private final SSLContext tls;
    private final ServerSocket server;
    private final String password;

    public SmtpServer(boolean isTlsFromTheStart) throws IOException, GeneralSecurityException {
        this(isTlsFromTheStart, "pass word");
    }

    public SmtpServer(boolean isTlsFromTheStart, String password) throws IOException, GeneralSecurityException {
        this.isTlsFromTheStart = isTlsFromTheStart;
        this.password = password;
        this.tls = tls();
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Options of a JVM that trusts this server alone. */
    public static String trustingJvm() {
        return "-Djavax.net.ssl.trustStore="
                + Path.of("src/test/resources/smtp/localhost.p12").toAbsolutePath()
                + " -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD);
    }

    /** For a client that trusts this server alone. */
    static SSLSocketFactory trusting() throws IOException, GeneralSecurityException {
        return tls().getSocketFactory();
    }

    /** The properties of a JVM that trusts this server alone, by a file that it makes. */
    public static String trustIn(Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted().store(out, PASSWORD);
        }
        return "-Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStore=" + file.toAbsolutePath()
                + " -Djavax.net.ssl.trustStorePassword=" + String.valueOf(PASSWORD);
    }

    private static KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Objects.requireNonNull(SmtpServer.class.getResourceAsStream("/smtp/localhost.p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyStore trusted() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys().getCertificate("localhost"));
        return trusted;
    }

    private static SSLContext tls() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keys(), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "smtp-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Session(isTlsFromTheStart ? encrypted(socket) : socket, isTlsFromTheStart).greet();
        } catch (IOException e) {
            commands.add("ended: " + e.getMessage());
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One connection, before or after STARTTLS. */
    private final class Session {
        private final Socket socket;
        private final boolean isEncrypted;
        private final BufferedReader in;
        private final OutputStream out;
        private boolean isLoggedIn;
        private String from = "";
        private List<String> to = new CopyOnWriteArrayList<>();

        Session(Socket socket, boolean isEncrypted) throws IOException {
            this.socket = socket;
            this.isEncrypted = isEncrypted;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.out = socket.getOutputStream();
        }

        void greet() throws IOException {
            say("220 localhost");
            converse();
        }

        void converse() throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                if (!answer(line)) {
                    return;
                }
            }
        }

        private boolean answer(String line) throws IOException {
            String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (command) {
                case "EHLO" ->
                    say(
                            !isEncrypted && isStartTlsKnown
                                    ? "250-localhost\r\n250 STARTTLS"
                                    : isEncrypted ? "250-localhost\r\n250 AUTH PLAIN LOGIN" : "250 localhost");
                case "STARTTLS" -> {
                    say("220 go on");
                    new Session(encrypted(socket), true).converse();
                    return false;
                }
                case "AUTH" -> logIn(line);
                case "MAIL" -> {
                    from = line;
                    to = new CopyOnWriteArrayList<>();
                    say(isLoggedIn ? "250 ok" : "530 log in first");
                }
                case "RCPT" -> {
                    String address = line.replaceFirst("(?i)RCPT TO:<(.*)>.*", "$1");
                    if (refused.contains(address)) {
                        say("550 5.1.1 no such user");
                    } else {
                        to.add(address);
                        say("250 ok");
                    }
                }
                case "DATA" -> {
                    say("354 go on");
                    StringBuilder text = new StringBuilder();
                    for (String more = in.readLine(); more != null && !more.equals("."); more = in.readLine()) {
                        text.append(more.startsWith(".") ? more.substring(1) : more)
                                .append('\n');
                    }
                    mails.add(new Mail(from, List.copyOf(to), text.toString(), isEncrypted));
                    if (isSilentAfterData) {
                        return false;
                    }
                    say("250 taken");
                }
                case "QUIT" -> {
                    say("221 bye");
                    return false;
                }
                default -> say("250 ok");
            }
            return true;
        }

        private void logIn(String line) throws IOException {
            String[] words = line.split(" ", -1);
            String told;
            if (words[1].equals("PLAIN")) {
                told = decoded(words[2]);
            } else {
                say("334 VXNlcm5hbWU6");
                String user = words.length > 2 ? words[2] : in.readLine();
                say("334 UGFzc3dvcmQ6");
                told = "\0" + decoded(user) + "\0" + decoded(in.readLine());
            }
            isLoggedIn = isEncrypted && told.equals("\0ann\0" + password);
            say(isLoggedIn ? "235 welcome" : "535 5.7.8 authentication failed");
        }

        private static String decoded(String text) {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
