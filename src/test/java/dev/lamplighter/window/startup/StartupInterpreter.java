package dev.lamplighter.window.startup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Does what Wowza does with a startup package, within one folder: unpacks it and runs the commands of startup.xml in their order.
 * It shares no code with what is tested. Every host of a URL is the web server of the test.
 */
final class StartupInterpreter {
    private final Path working;
    private final Path wowza;
    private final Path machine;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param root becomes the machine: working/ for /opt/working, wowza/ for Wowza's home, machine/ for all else
     * @param port of the web server
     */
    StartupInterpreter(Path root, int port) throws IOException {
        working = Files.createDirectories(root.resolve("working"));
        wowza = Files.createDirectories(root.resolve("wowza"));
        machine = Files.createDirectories(root.resolve("machine"));
        this.port = port;
    }

    Path wowza() {
        return wowza;
    }

    Path machine() {
        return machine;
    }

    void start(Path zip) throws Exception {
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
            copy(files.getPath("/"), working);
        }
        Element commands = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(working.resolve("startup.xml").toFile())
                .getElementsByTagName("Commands")
                .item(0);
        for (Element command : elements(commands.getChildNodes())) {
            switch (command.getTagName()) {
                case "Download" -> download(command);
                case "RunScript" -> run(command);
                case "Install" -> copy(working.resolve(text(command, "Folder")), wowza);
                default -> throw new IllegalArgumentException(command.getTagName());
            }
        }
    }

    private void download(Element command) throws Exception {
        URI url = URI.create(text(command, "URL"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + url.getPath() + "?" + url.getQuery()));
        for (Element header : elements(command.getElementsByTagName("Header"))) {
            request.header(text(header, "Name"), text(header, "Value"));
        }
        if (command.getElementsByTagName("Data").getLength() > 0) {
            request.POST(HttpRequest.BodyPublishers.ofString(text(command, "Data")));
        }
        Path file = working.resolve(text(command, "Destination"));
        Files.createDirectories(parent(file));
        byte[] body = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
        Files.write(file, body);
        if (command.getElementsByTagName("Action").getLength() > 0) {
            unzip(body, text(command, "Action").equals("UNZIP") ? parent(file) : wowza);
        }
    }

    private static void unzip(byte[] zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(parent(file));
                Files.write(file, in.readAllBytes());
            }
        }
    }

    private void run(Element command) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(working.resolve(text(command, "Script")).toString());
        elements(command.getElementsByTagName("Param")).forEach(param -> words.add(param.getTextContent()));
        ProcessBuilder script = new ProcessBuilder(words).directory(working.toFile());
        script.environment().put("AWSEC2_METADATA_INSTANCE_ID", "i-0123456789abcdef0");
        script.environment().put("ROOT", machine.toString());
        script.environment().put("WOWZA", wowza.toString());
        Process process = script.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(words + ": " + said);
        }
    }

    /** With permissions, over what is there. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(from)) {
            all = found.toList();
        }
        for (Path each : all) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(target);
            } else {
                Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(each));
            }
        }
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
